//! The connection: one WebSocket that comes back by itself, whatever the network does.
//!
//! Deliberately absent: what the frames say. Whoever starts a link gets them as they come.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::{ArrayBuffer, Uint8Array};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{BinaryType, MessageEvent, WebSocket};

mod clock;

pub use clock::now;

/// The shortest wait before the next attempt, in milliseconds; it doubles with every failure.
const FIRST_WAIT: f64 = 400.0;
/// The longest. A server that restarts is found again within it.
const LONGEST_WAIT: f64 = 15_000.0;
/// How long a connection may be silent. The server answers a ping every ten seconds, so this is
/// two answers lost; some networks never tell that they dropped a connection.
const SILENCE: u64 = 25_000;
/// The same after the device woke up or the network came back: the connection is most likely dead.
const SILENCE_AFTER_WAKING: u64 = 4_000;

/// A connection that lasted so long was a good one: the next failure is a first one again. A
/// server that lets us in and throws us out at once is left in peace.
const LASTED: u64 = 10_000;

/// What a link tells.
pub enum Call {
    /// The socket is open.
    Open,
    /// A frame came.
    Frame(Vec<u8>),
    /// The socket is closed; the next attempt comes by itself.
    Closed,
    /// It is time to ask the server what time it is.
    Ping,
    /// The device slept, or its clock was set: what was measured before no longer counts.
    Woke,
}

/// A connection to the server that this page came from.
#[derive(Clone)]
pub struct Link(Rc<Inner>);

struct Inner {
    tell: Box<dyn Fn(Call)>,
    socket: RefCell<Option<Socket>>,
    /// Failures in a row.
    failures: Cell<u32>,
    next: Cell<Option<TimeoutHandle>>,
    stopped: Cell<bool>,
}

/// A socket and what listens to it; dropped together.
struct Socket {
    raw: WebSocket,
    since: u64,
    /// When something was heard last, by the device's clock.
    heard: Rc<Cell<u64>>,
    _listeners: [Closure<dyn FnMut(MessageEvent)>; 3],
}

impl Link {
    /// A link that tells `tell` what happens. It lies idle until [`Self::start`].
    pub fn new(tell: impl Fn(Call) + 'static) -> Self {
        Self(Rc::new(Inner {
            tell: Box::new(tell),
            socket: RefCell::new(None),
            failures: Cell::new(0),
            next: Cell::new(None),
            stopped: Cell::new(false),
        }))
    }

    /// Connects, and comes back at once when the device wakes up or the network returns.
    pub fn start(&self) {
        for event in ["online", "pageshow", "focus"] {
            let link = self.clone();
            window_event_listener_untyped(event, move |_| link.wake());
        }
        let link = self.clone();
        let on_show = Closure::<dyn Fn()>::new(move || {
            if document().visibility_state() == web_sys::VisibilityState::Visible {
                link.wake();
            }
        });
        let listening = document()
            .add_event_listener_with_callback("visibilitychange", on_show.as_ref().unchecked_ref());
        debug_assert!(listening.is_ok(), "a document takes listeners");
        on_show.forget();
        clock::beat(self.clone());
        self.connect();
    }

    /// Sends frames, in order. Without a connection they are lost: whoever sends them says them
    /// again once the socket is open.
    pub fn send(&self, frames: Vec<Vec<u8>>) {
        let socket = self.0.socket.borrow();
        let Some(socket) = socket.as_ref() else { return };
        if socket.raw.ready_state() == WebSocket::OPEN {
            for frame in frames {
                // A socket that just broke refuses; its closing is on the way.
                let _lost = socket.raw.send_with_u8_array(&frame);
            }
        }
    }

    /// The server let us in.
    pub fn settled(&self) {
        clock::measure(self);
    }

    /// Ends this connection until the page shows again. A browser may keep a page that was left, and
    /// its socket with it; to the others whoever left is gone.
    pub fn rest(&self) {
        self.drop_socket();
    }

    /// Never connects again.
    pub fn stop(&self) {
        self.0.stopped.set(true);
        self.drop_socket();
    }

    /// Ends this connection and tries anew, as after a server that could not take us.
    pub fn again(&self) {
        self.drop_socket();
        self.lost();
    }

    fn connect(&self) {
        if self.0.stopped.get() || self.0.socket.borrow().is_some() {
            return;
        }
        let location = window().location();
        let secure = location.protocol().is_ok_and(|protocol| protocol == "https:");
        let host = location.host().unwrap_or_default();
        let scheme = if secure { "wss" } else { "ws" };
        match WebSocket::new(&format!("{scheme}://{host}/ws")) {
            Ok(raw) => *self.0.socket.borrow_mut() = Some(self.listen(raw)),
            Err(_) => self.lost(),
        }
    }

    fn listen(&self, raw: WebSocket) -> Socket {
        raw.set_binary_type(BinaryType::Arraybuffer);
        let heard = Rc::new(Cell::new(now()));
        let on_open = {
            let (link, heard) = (self.clone(), heard.clone());
            Closure::new(move |_: MessageEvent| {
                heard.set(now());
                (link.0.tell)(Call::Open);
            })
        };
        let on_frame = {
            let (link, heard) = (self.clone(), heard.clone());
            Closure::new(move |event: MessageEvent| {
                heard.set(now());
                if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
                    (link.0.tell)(Call::Frame(Uint8Array::new(&buffer).to_vec()));
                }
            })
        };
        let on_close = {
            let link = self.clone();
            Closure::new(move |_: MessageEvent| {
                // Not from within the listener that would be dropped with the socket.
                let link = link.clone();
                queue_microtask(move || link.again());
            })
        };
        raw.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        raw.set_onmessage(Some(on_frame.as_ref().unchecked_ref()));
        raw.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Socket { raw, since: now(), heard, _listeners: [on_open, on_frame, on_close] }
    }

    /// Takes the socket away without hearing from it again.
    fn drop_socket(&self) {
        let Some(socket) = self.0.socket.borrow_mut().take() else { return };
        socket.raw.set_onopen(None);
        socket.raw.set_onmessage(None);
        socket.raw.set_onclose(None);
        let _already_closed = socket.raw.close();
        if now().saturating_sub(socket.since) > LASTED {
            self.0.failures.set(0);
        }
        (self.0.tell)(Call::Closed);
    }

    fn lost(&self) {
        if self.0.stopped.get() {
            return;
        }
        let failures = self.0.failures.get();
        self.0.failures.set(failures.saturating_add(1));
        let wait = (FIRST_WAIT * f64::from(failures.min(8)).exp2()).min(LONGEST_WAIT);
        // Everybody lost the same server at the same moment; nobody should come back together.
        let wait = wait * (0.5 + js_sys::Math::random() / 2.0);
        self.connect_in(Duration::from_millis(wait as u64));
    }

    fn connect_in(&self, wait: Duration) {
        let link = self.clone();
        let next = set_timeout_with_handle(move || link.connect(), wait).ok();
        if let Some(earlier) = self.0.next.replace(next) {
            earlier.clear();
        }
    }

    /// The device woke up or the network came back.
    fn wake(&self) {
        if self.0.socket.borrow().is_none() {
            self.0.failures.set(0);
            self.connect_in(Duration::ZERO);
            return;
        }
        (self.0.tell)(Call::Ping);
        let (link, asked) = (self.clone(), now());
        set_timeout(
            move || link.hang_up_if_silent_since(asked),
            Duration::from_millis(SILENCE_AFTER_WAKING),
        );
    }

    fn hang_up_if_silent_since(&self, moment: u64) {
        let heard = self.0.socket.borrow().as_ref().map(|socket| socket.heard.get());
        if heard.is_some_and(|heard| heard < moment) {
            self.0.failures.set(0);
            self.again();
        }
    }
}
