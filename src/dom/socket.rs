//! A socket that hands on what it is sent, and closes itself when dropped.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable};
use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt};
use gloo_net::websocket::Message;
use gloo_net::websocket::futures::WebSocket;
use wasm_bindgen_futures::spawn_local;

/// Longest message that is handed on, in bytes.
const LARGEST_MESSAGE: usize = 1 << 20;

type Sender = Rc<RefCell<Option<SplitSink<WebSocket, Message>>>>;

/// An open socket, or one that is being opened.
pub struct Socket {
    sender: Sender,
    reading: AbortHandle,
}

impl Socket {
    /// Connects to `url`, sends `greeting`, and calls `heard` with each text; `None` says that it is over. Longer texts
    /// than a venue sends are passed over.
    ///
    /// # Errors
    /// The browser's words for an address that cannot be connected to.
    pub fn open(
        url: &str,
        greeting: Option<String>,
        mut heard: impl FnMut(Option<String>) + 'static,
    ) -> Result<Self, String> {
        let (sink, mut stream) = WebSocket::open(url).map_err(|error| error.to_string())?.split();
        let sender = Rc::new(RefCell::new(Some(sink)));
        let reader = async move {
            while let Some(Ok(message)) = stream.next().await {
                match message {
                    Message::Text(text) if text.len() <= LARGEST_MESSAGE => heard(Some(text)),
                    Message::Text(_) | Message::Bytes(_) => {}
                }
            }
            heard(None);
        };
        let (reading, registration) = AbortHandle::new_pair();
        spawn_local(async move {
            // Nobody waits for the end: `heard` was told, or the socket was dropped.
            let _end = Abortable::new(reader, registration).await;
        });
        let socket = Self { sender, reading };
        if let Some(text) = greeting {
            socket.send(text);
        }
        Ok(socket)
    }

    /// Sends a text once the socket is open.
    pub fn send(&self, text: String) {
        let sender = Rc::clone(&self.sender);
        spawn_local(async move {
            // Taken out while it waits, so that nothing is borrowed meanwhile.
            let Some(mut sink) = sender.take() else { return };
            // What cannot be sent is told by the end of the stream.
            let _sent = sink.send(Message::Text(text)).await;
            sender.replace(Some(sink));
        });
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.reading.abort();
        self.sender.take();
    }
}
