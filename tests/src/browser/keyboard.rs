//! Writing as keyboards and input methods do it, at any place of a text: what WebDriver's own
//! typing, which begins at a field's end and knows no emoji, leaves out.

use serde_json::{Value, json};

use super::Person;

/// Ctrl and Shift, as the DevTools protocol counts them.
const CTRL: u8 = 2;
const SHIFT: u8 = 8;

impl Person {
    /// Puts the caret right behind this text in the field with this label; behind nothing is the
    /// beginning.
    pub async fn go_behind(&self, label: &str, text: &str) {
        let script = "const field = find('field', arguments[0]);
            const at = field?.value.indexOf(arguments[1]) ?? -1;
            if (at < 0) return false;
            bring(field).focus();
            field.selectionStart = field.selectionEnd = at + arguments[1].length;
            return true";
        let what = format!("go behind »{text}« in »{label}«");
        self.wait(&what, script, &[json!(label), json!(text)]).await;
    }

    /// Writes all of this at once where the caret is, as pasting and emoji pickers do; ends what
    /// an input method composes.
    pub async fn insert(&self, text: &str) {
        self.devtools("Input.insertText", json!({ "text": text })).await;
    }

    /// Shows this where the caret is, as an input method does while it is not done yet.
    pub async fn compose(&self, text: &str) {
        let end = text.encode_utf16().count();
        let composed = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.devtools("Input.imeSetComposition", composed).await;
    }

    /// Presses Ctrl and a letter.
    pub async fn ctrl(&self, letter: char) {
        self.chord(CTRL, letter).await;
    }

    /// Presses Ctrl, Shift and a letter.
    pub async fn ctrl_shift(&self, letter: char) {
        self.chord(CTRL | SHIFT, letter).await;
    }

    /// Presses the key with this name, which writes nothing: an arrow, for example.
    pub async fn key(&self, name: &str) {
        // What the browser itself does with a key goes by its number.
        let number = match name {
            "Tab" => 9,
            "Escape" => 27,
            _ => 0,
        };
        for kind in ["rawKeyDown", "keyUp"] {
            let stroke = json!({
                "type": kind,
                "key": name,
                "code": name,
                "windowsVirtualKeyCode": number,
            });
            self.devtools("Input.dispatchKeyEvent", stroke).await;
        }
    }

    /// Waits until what bears this name has the focus.
    pub async fn focus_on(&self, label: &str) {
        let script = "return name(document.activeElement) === arguments[0]";
        self.wait(&format!("have the focus on »{label}«"), script, &[json!(label)]).await;
    }

    /// Waits until the field with this label holds exactly this.
    pub async fn read_exactly(&self, label: &str, text: &str) {
        let script = "return find('field', arguments[0])?.value === arguments[1]";
        let what = format!("read »{text}«, and nothing else, in »{label}«");
        self.wait(&what, script, &[json!(label), json!(text)]).await;
    }

    /// Waits until somebody's name stands right behind this text in the field with this label.
    pub async fn see_caret(&self, label: &str, who: &str, behind: &str) {
        let script = "const layer = find('field', arguments[0])?.parentElement.firstElementChild;
            let before = '';
            for (const piece of layer?.childNodes ?? []) {
                if (piece.nodeType === Node.TEXT_NODE) before += piece.data;
                else if (piece.textContent === arguments[1])
                    return visible(piece.firstElementChild) && before.endsWith(arguments[2]);
            }
            return false";
        let what = format!("see {who}'s caret behind »{behind}« in »{label}«");
        self.wait(&what, script, &[json!(label), json!(who), json!(behind)]).await;
    }

    async fn chord(&self, modifiers: u8, letter: char) {
        let upper = letter.to_ascii_uppercase();
        let key = if modifiers & SHIFT == 0 { letter } else { upper };
        let stroke = |kind: &str| -> Value {
            json!({
                "type": kind, "modifiers": modifiers, "key": key, "code": format!("Key{upper}"),
                "windowsVirtualKeyCode": u32::from(upper),
            })
        };
        self.devtools("Input.dispatchKeyEvent", stroke("rawKeyDown")).await;
        self.devtools("Input.dispatchKeyEvent", stroke("keyUp")).await;
    }
}
