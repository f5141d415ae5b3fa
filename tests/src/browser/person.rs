//! A person in front of a page: what they see, press and type.

use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::sleep;

use super::commands::{ConsoleLog, Devtools};
use super::{BLINK, PATIENCE};

/// The functions that find things as people and screen readers do.
const FINDING: &str = include_str!("finding.js");

/// A person in front of a page.
pub struct Person {
    name: String,
    client: Client,
    /// Width and height of the window, in pixels.
    window: (u32, u32),
    _profile: TempDir,
}

impl Person {
    pub(super) fn new(name: &str, client: Client, window: (u32, u32), profile: TempDir) -> Self {
        Self { name: name.into(), client, window, _profile: profile }
    }

    /// Their name, as the test knows them.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens an address.
    pub async fn goto(&self, url: &str) {
        // A page that differs in its fragment only would not be loaded.
        self.client.goto("about:blank").await.unwrap_or_else(|why| self.give_up(&why));
        self.client.goto(url).await.unwrap_or_else(|why| self.give_up(&why));
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        self.client.refresh().await.unwrap_or_else(|why| self.give_up(&why));
    }

    /// The address as the address bar shows it.
    pub async fn address(&self) -> String {
        self.client.current_url().await.unwrap_or_else(|why| self.give_up(&why)).to_string()
    }

    /// Opens a second tab at this address, and looks at it from now on.
    pub async fn second_tab(&self, url: &str) {
        let tab = self.client.new_window(true).await.unwrap_or_else(|why| self.give_up(&why));
        self.client.switch_to_window(tab.handle).await.unwrap_or_else(|why| self.give_up(&why));
        self.goto(url).await;
    }

    /// Goes to one of the tabs, in the order in which they were opened.
    pub async fn tab(&self, number: usize) {
        let tabs = self.client.windows().await.unwrap_or_else(|why| self.give_up(&why));
        let tab = tabs.into_iter().nth(number).expect("there are that many tabs");
        self.client.switch_to_window(tab).await.unwrap_or_else(|why| self.give_up(&why));
    }

    /// Waits until this text stands visibly on the page.
    pub async fn see(&self, text: &str) {
        self.wait(&format!("see »{text}«"), "return seen(arguments[0])", &[json!(text)]).await;
    }

    /// Waits until the page's main heading is this.
    pub async fn heading(&self, text: &str) {
        let script =
            "return words(document.querySelector('h1')?.innerText).startsWith(arguments[0])";
        self.wait(&format!("see the heading »{text}«"), script, &[json!(text)]).await;
    }

    /// Waits until one entry of a list says all of this.
    pub async fn see_together(&self, texts: &[&str]) {
        let what = format!("see {texts:?} together");
        let texts: Vec<_> = texts.iter().map(|text| json!(text)).collect();
        self.wait(&what, "return together(...arguments)", &texts).await;
    }

    /// Waits until this text can be read without scrolling.
    pub async fn see_at_once(&self, text: &str) {
        let what = format!("see »{text}« without scrolling");
        self.wait(&what, "return inSight(arguments[0])", &[json!(text)]).await;
    }

    /// Waits until this text no longer stands visibly on the page.
    pub async fn see_no_more(&self, text: &str) {
        let what = format!("see »{text}« no more");
        self.wait(&what, "return !seen(arguments[0])", &[json!(text)]).await;
    }

    /// Whether this text stands visibly on the page right now.
    pub async fn sees(&self, text: &str) -> bool {
        self.ask("return seen(arguments[0])", vec![json!(text)]).await == json!(true)
    }

    /// Presses the button or link that bears this name, once it can be pressed.
    pub async fn press(&self, name: &str) {
        let what = format!("press »{name}«");
        let begun = Instant::now();
        loop {
            if let Some(button) = self.find("button", name).await
                && button.is_enabled().await.unwrap_or(false)
                && button.click().await.is_ok()
            {
                return;
            }
            self.patience(&what, begun).await;
        }
    }

    /// Whether a button with this name is there and can be pressed right now.
    pub async fn can_press(&self, name: &str) -> bool {
        match self.find("button", name).await {
            Some(button) => button.is_enabled().await.unwrap_or(false),
            None => false,
        }
    }

    /// Types into the field with this label, after what stands there.
    pub async fn type_into(&self, label: &str, text: &str) {
        self.field(label).await.send_keys(text).await.unwrap_or_else(|why| self.give_up(&why));
    }

    /// Replaces what stands in the field with this label.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.unwrap_or_else(|why| self.give_up(&why));
        field.send_keys(text).await.unwrap_or_else(|why| self.give_up(&why));
    }

    /// Sets a day, a time or a number in the field with this label, as the browser's own picker does.
    pub async fn set(&self, label: &str, value: &str) {
        let script = "const it = find('field', arguments[0]); it.value = arguments[1]; \
                      it.dispatchEvent(new Event('input', { bubbles: true })); \
                      it.dispatchEvent(new Event('change', { bubbles: true }))";
        self.field(label).await;
        self.ask(script, vec![json!(label), json!(value)]).await;
    }

    /// Chooses from the list with this label.
    pub async fn select(&self, label: &str, option: &str) {
        let chosen = self.field(label).await.select_by_label(option).await;
        chosen.unwrap_or_else(|why| self.give_up(&why));
    }

    /// Chooses the radio button, tick box or option with this name.
    pub async fn choose(&self, name: &str) {
        let what = format!("choose »{name}«");
        let begun = Instant::now();
        loop {
            if let Some(choice) = self.find("choice", name).await {
                if choice.is_selected().await.unwrap_or(false) {
                    return;
                }
                let script = "arguments[0].click()";
                let element = serde_json::to_value(&choice).expect("an element can be named");
                if self.client.execute(script, vec![element]).await.is_ok() {
                    return;
                }
            }
            self.patience(&what, begun).await;
        }
    }

    /// What stands in the field with this label.
    pub async fn written_in(&self, label: &str) -> String {
        let field = self.field(label).await;
        let value = field.prop("value").await.unwrap_or_else(|why| self.give_up(&why));
        value.unwrap_or_default()
    }

    /// Waits until the field with this label holds this text, among others.
    pub async fn read_in(&self, label: &str, text: &str) {
        let what = format!("read »{text}« in »{label}«");
        let begun = Instant::now();
        loop {
            if let Some(field) = self.find("field", label).await
                && let Ok(Some(value)) = field.prop("value").await
                && value.contains(text)
            {
                return;
            }
            self.patience(&what, begun).await;
        }
    }

    /// The names of all fields into which something can be typed now.
    pub async fn fields(&self) -> Vec<String> {
        let names = self.ask("return all('field').map(name)", vec![]).await;
        serde_json::from_value(names).expect("the script gives names")
    }

    /// What a script on the page returns; it may use the functions of `finding.js`.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute(&format!("{FINDING}\n{script}"), arguments)
            .await
            .unwrap_or_else(|why| self.give_up(&why))
    }

    /// Waits until a script on the page returns true.
    pub async fn wait(&self, what: &str, script: &str, arguments: &[Value]) {
        let begun = Instant::now();
        while self.ask(script, arguments.to_vec()).await != json!(true) {
            self.patience(what, begun).await;
        }
    }

    /// Everything visible on the page, as text.
    pub async fn page(&self) -> String {
        let text = self.ask("return document.body.innerText", vec![]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Pictures of the page's top on a phone and on a desk, light and dark, kept where
    /// `REIHUM_SCREENSHOTS` says, if it says so.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = env::var_os("REIHUM_SCREENSHOTS") else { return };
        fs::create_dir_all(&folder).expect("the folder for pictures can be made");
        for (device, window) in [("phone", super::PHONE), ("desk", super::DESK)] {
            self.resize(window).await;
            self.ask("scrollTo({ top: 0, behavior: 'instant' })", vec![]).await;
            for scheme in ["dark", "light"] {
                self.prefer(scheme).await;
                let png = self.client.screenshot().await.unwrap_or_else(|why| self.give_up(&why));
                let file = Path::new(&folder).join(format!("{name}-{device}-{scheme}.png"));
                fs::write(file, png).expect("the picture can be kept");
            }
        }
        self.resize(self.window).await;
    }

    /// A picture of what a beamer throws on the wall, kept like the others.
    pub async fn wall_picture(&self, name: &str) {
        let Some(folder) = env::var_os("REIHUM_SCREENSHOTS") else { return };
        fs::create_dir_all(&folder).expect("the folder for pictures can be made");
        self.resize(super::WALL).await;
        let png = self.client.screenshot().await.unwrap_or_else(|why| self.give_up(&why));
        fs::write(Path::new(&folder).join(format!("{name}.png")), png).expect("it can be kept");
        self.resize(self.window).await;
    }

    /// A picture of the whole page on a phone, kept like the others.
    pub async fn long_picture(&self, name: &str) {
        let Some(folder) = env::var_os("REIHUM_SCREENSHOTS") else { return };
        fs::create_dir_all(&folder).expect("the folder for pictures can be made");
        self.resize(super::PHONE).await;
        let height = self.ask("return document.documentElement.scrollHeight", vec![]).await;
        let height = u32::try_from(height.as_u64().unwrap_or_default()).unwrap_or(super::PHONE.1);
        self.resize((super::PHONE.0, height.max(super::PHONE.1))).await;
        let png = self.client.screenshot().await.unwrap_or_else(|why| self.give_up(&why));
        fs::write(Path::new(&folder).join(format!("{name}.png")), png).expect("it can be kept");
        self.resize(self.window).await;
    }

    async fn resize(&self, (width, height): (u32, u32)) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Shows the page as a device that prefers dark, or light.
    pub async fn prefer(&self, scheme: &str) {
        // Without motion, so that a picture taken at once shows no colour on its way.
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Takes the device off the network, or puts it back.
    pub async fn offline(&self, offline: bool) {
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.emulateNetworkConditions", conditions).await;
    }

    /// Sends a command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        let command = Devtools { command: command.into(), params };
        self.client.issue_cmd(command).await.unwrap_or_else(|why| self.give_up(&why))
    }

    /// Everything that went wrong on the page so far, as the browser's console tells it.
    pub async fn trouble(&self) -> Vec<String> {
        let log = self.client.issue_cmd(ConsoleLog).await.unwrap_or_else(|why| self.give_up(&why));
        let entries = log.as_array().cloned().unwrap_or_default();
        let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        severe.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Closes the browser.
    pub async fn leave(self) {
        self.client.close().await.ok();
    }

    async fn field(&self, label: &str) -> Element {
        let what = format!("find the field »{label}«");
        let begun = Instant::now();
        loop {
            if let Some(field) = self.find("field", label).await
                && field.is_enabled().await.unwrap_or(false)
            {
                return field;
            }
            self.patience(&what, begun).await;
        }
    }

    async fn find(&self, role: &str, wanted: &str) -> Option<Element> {
        let script = format!("{FINDING}\nreturn bring(find(arguments[0], arguments[1]))");
        let found = self.client.execute(&script, vec![json!(role), json!(wanted)]).await.ok()?;
        let reference = found.as_object()?.values().next()?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), reference.into()))
    }

    async fn patience(&self, what: &str, begun: Instant) {
        if begun.elapsed() > PATIENCE {
            let (page, trouble) = (self.page().await, self.trouble().await);
            self.picture(&format!("trouble-{}", self.name)).await;
            panic!("{} could not {what}.\n--- on the page:\n{page}\n--- {trouble:?}", self.name);
        }
        sleep(BLINK).await;
    }

    fn give_up(&self, why: &CmdError) -> ! {
        panic!("{}: {why}", self.name)
    }
}
