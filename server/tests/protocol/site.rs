//! The site: the right bytes in the right coat.

use server::site::{File, Site};

use crate::house::House;

const SHELL: File = File {
    path: "/",
    mime: "text/html; charset=utf-8",
    raw: b"<shell>",
    brotli: Some(b"br-shell"),
    gzip: Some(b"gz-shell"),
    etag: "W/\"shell\"",
    immutable: false,
};

const APP: File = File {
    path: "/app/app-0123.wasm",
    mime: "application/wasm",
    raw: b"wasm",
    brotli: Some(b"br-wasm"),
    gzip: None,
    etag: "W/\"app\"",
    immutable: true,
};

async fn house() -> House {
    House::with_site(Site(vec![SHELL, APP])).await
}

#[tokio::test]
async fn every_screen_begins_with_the_shell() {
    let house = house().await;
    for path in ["/", "/t"] {
        let answer = house.get(path).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains("content-type: text/html; charset=utf-8\r\n"), "{answer}");
        assert!(answer.contains("cache-control: no-cache\r\n"), "{answer}");
        assert!(answer.contains("content-security-policy: default-src 'none'"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n<shell>"), "{answer}");
    }
    assert!(house.get("/t/").await.starts_with("HTTP/1.1 404"));
}

#[tokio::test]
async fn whoever_follows_a_link_to_nowhere_gets_the_shell_and_programs_do_not() {
    let house = house().await;
    let browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";
    for path in ["/nowhere", "/t/", "/treffen.html", "/app"] {
        let answer = house.get_with(path, &format!("{browser}Accept-Encoding: br\r\n")).await;
        assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
        assert!(answer.contains("content-type: text/html; charset=utf-8\r\n"), "{answer}");
        assert!(answer.contains("cache-control: no-store\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\nbr-shell"), "{answer}");
    }
    for (path, accept) in [
        ("/app/app-9999.wasm", browser),
        ("/api/nowhere", browser),
        ("/nowhere", "Accept: */*\r\n"),
        ("/nowhere", ""),
    ] {
        let answer = house.get_with(path, accept).await;
        assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
        assert!(answer.ends_with("{\"refusal\":null}"), "{answer}");
    }
    // A house without pages has none for this either.
    let answer = House::start().await.get_with("/nowhere", browser).await;
    assert!(answer.ends_with("{\"refusal\":null}"), "{answer}");
}

#[tokio::test]
async fn a_file_comes_as_compressed_as_the_browser_takes_it() {
    let house = house().await;
    for (path, accepted, coding, body) in [
        ("/", "gzip, deflate, br, zstd", Some("br"), "br-shell"),
        ("/", "gzip", Some("gzip"), "gz-shell"),
        ("/", "br;q=0, gzip;q=0.5", Some("gzip"), "gz-shell"),
        ("/", "identity", None, "<shell>"),
        ("/app/app-0123.wasm", "br", Some("br"), "br-wasm"),
        ("/app/app-0123.wasm", "gzip", None, "wasm"),
    ] {
        let answer = house.get_with(path, &format!("Accept-Encoding: {accepted}\r\n")).await;
        let line = coding.map(|coding| format!("content-encoding: {coding}\r\n"));
        assert!(line.is_none_or(|line| answer.contains(&line)), "{accepted}: {answer}");
        assert_eq!(coding.is_some(), answer.contains("content-encoding"), "{answer}");
        assert!(answer.contains("vary: accept-encoding\r\n"), "{answer}");
        assert!(answer.ends_with(&format!("\r\n\r\n{body}")), "{accepted}: {answer}");
    }
    let app = house.get("/app/app-0123.wasm").await;
    assert!(app.contains("cache-control: public, max-age=31536000, immutable\r\n"), "{app}");
}

#[tokio::test]
async fn what_a_browser_has_already_is_not_sent_again() {
    let house = house().await;
    for tags in ["W/\"shell\"", "\"other\", W/\"shell\"", "\"shell\""] {
        let answer = house.get_with("/", &format!("If-None-Match: {tags}\r\n")).await;
        assert!(answer.starts_with("HTTP/1.1 304"), "{answer}");
        assert!(answer.contains("etag: W/\"shell\"\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    }
    let answer = house.get_with("/", "If-None-Match: W/\"former\"\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
