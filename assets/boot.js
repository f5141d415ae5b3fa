// The first script of the page: guards what may become markup, then starts the client.
// The packer puts it below the client's glue, so that one file with one hash starts everything,
// hence the braces: the glue has names of its own.
{
  // Leptos writes its static parts through innerHTML, strings known when the client was compiled.
  // Whatever could run is refused here, wherever it comes from. The one script address that is ever
  // admitted is that of our own worker, checked byte for byte and given a name a moment before.
  const RUNS = /<(?:script|iframe|object|embed)|[\s/"']on[a-z]+\s*=|javascript:/i;
  let worker;
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML: (markup) => (RUNS.test(markup) ? null : markup),
    createScriptURL: (address) => (address === worker ? address : null),
  });

  // A module is compiled only if it is, byte for byte, the one this page was built with.
  const wasm = (address, integrity) =>
    fetch(address, { integrity, credentials: "same-origin" }).then((answer) =>
      answer.ok ? answer : Promise.reject(new Error(`${address}: ${answer.status}`)),
    );

  // A dynamic import carries no integrity of its own (and is refused under Integrity-Policy), but it
  // takes what a module preload has fetched and checked.
  const script = (address, integrity) =>
    new Promise((resolve, reject) => {
      const link = document.createElement("link");
      if (!link.relList.supports("modulepreload")) return resolve(import(address));
      Object.assign(link, { rel: "modulepreload", href: address, integrity, crossOrigin: "anonymous" });
      link.onload = () => resolve(import(address));
      link.onerror = () => reject(new Error(address));
      document.head.append(link);
    });

  let pad;

  // What the page offers to the client.
  globalThis.reihum = Object.freeze({
    // The pad's exports, loaded at the first call; after a failure the next call tries again.
    loadPad: () =>
      (pad ??= script("{{pad.js}}", "{{pad.js#}}")
        .then(async (module) => {
          await module.default({ module_or_path: wasm("{{pad.wasm}}", "{{pad.wasm#}}") });
          return module;
        })
        .catch((trouble) => {
          pad = undefined;
          throw trouble;
        })),
    // Has a worker do something with spoken words; it is made for this one deed.
    askWords: async (deed, typed, invitation, pass, until) => {
      const options = { integrity: "{{words.js#}}", credentials: "same-origin" };
      const script = await fetch("{{words.js}}", options);
      const made = URL.createObjectURL(await script.blob());
      worker = made;
      const asked = new Worker(made, { type: "module" });
      try {
        return await new Promise((resolve, reject) => {
          asked.onmessage = ({ data }) => resolve(data);
          asked.onerror = reject;
          const [address, integrity] = ["{{spoken.wasm}}", "{{spoken.wasm#}}"];
          const { origin } = location;
          asked.postMessage({ deed, typed, invitation, pass, until, origin, address, integrity });
        });
      } finally {
        asked.terminate();
        URL.revokeObjectURL(made);
      }
    },
  });

  __wbg_init({ module_or_path: wasm("{{client.wasm}}", "{{client.wasm#}}") }).catch((trouble) => {
    console.error(trouble);
    const reload = document.getElementById("shell-reload");
    reload.addEventListener("click", () => location.reload());
    reload.hidden = false;
    document.getElementById("shell-trouble").classList.remove("shell-late");
  });
}
