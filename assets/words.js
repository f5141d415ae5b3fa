// A worker for spoken words. The packer puts it below the glue of their module. It is asked once,
// answers once, and goes with the 64 MiB it took; only its answer gets back to the page.
onmessage = async ({ data: { deed, typed, invitation, pass, until, origin, address, integrity } }) => {
  const ask = async (path, body) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(origin + path, body ? { method: "POST", headers, body } : {});
    if (answer.ok) return answer.text();
    const why = { 403: "closed", 404: "unknown", 429: "fast" }[answer.status];
    throw new Error(why ?? "away");
  };
  const begun = performance.now();
  try {
    const module = fetch(origin + address, { integrity, credentials: "same-origin" });
    await __wbg_init({ module_or_path: module });
    if (typed) check(typed);
    const foyer = await ask("/api/words");
    const started = performance.now();
    const words = new Words(typed, foyer);
    const took = performance.now() - started;
    let value;
    if (deed === "open") {
      value = words.open(await ask("/api/words/find", words.find()));
    } else {
      await ask("/api/words", words.hangUp(invitation, pass, until));
      value = words.text();
    }
    postMessage({ value, took, whole: performance.now() - begun });
  } catch (trouble) {
    postMessage({ trouble: trouble instanceof TypeError ? "away" : trouble.message });
  }
};
