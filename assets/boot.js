// The first script of the page: guards what may become markup, then starts the client.
// The packer puts it below the client's glue, so that one file with one hash starts everything,
// hence the braces: the glue has names of its own.
{
  // Leptos writes its static parts through innerHTML, strings known when the client was compiled.
  // Whatever could run is refused here, wherever it comes from; no script address is ever admitted.
  const RUNS = /<(?:script|iframe|object|embed)|[\s/"']on[a-z]+\s*=|javascript:/i;
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML: (markup) => (RUNS.test(markup) ? null : markup),
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
  });

  __wbg_init({ module_or_path: wasm("{{client.wasm}}", "{{client.wasm#}}") }).catch((trouble) => {
    console.error(trouble);
    const reload = document.getElementById("shell-reload");
    reload.addEventListener("click", () => location.reload());
    reload.hidden = false;
    document.getElementById("shell-trouble").classList.remove("shell-late");
  });
}
