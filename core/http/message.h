// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked and what is answered.
#pragma once

#include "base/clock.h"
#include "http/address_policy.h"
#include "http/body_pipe.h"
#include "http/headers.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace signalbox::http {

/// How long each part may take; zero is without limit.
struct Timeouts
{
    /// From the start until the connection stands: name, TCP, proxy, TLS.
    Millis connect{10'000};
    /// From then, or from the last byte of the request that was sent, until the answer begins.
    Millis firstByte{60'000};
    /// Between two pieces of the answer. It stands still while the reader of a stream holds it back.
    Millis idle{60'000};
    /// The whole exchange with its redirects, to the end of the body.
    Millis total{120'000};
};

/// Whether sending twice does harm.
enum class Effect {
    /// GET, HEAD, OPTIONS, TRACE: no. Everything else: yes.
    ByMethod,
    /// It may share connections, and be sent again where a kept connection turns out to be dead.
    No,
    /// Its own connection, and sent at most once whatever happens.
    Yes,
};

struct Tls
{
    /// Authorities in PEM; empty: the client's, else the system's.
    std::string caFile;
    /// Refuse servers whose certificate is not signed for them.
    enum class Verify { Yes, No } verify = Verify::Yes;
    /// A certificate and key of ours in PEM, where the server asks for one.
    std::string certificateFile;
    std::string keyFile;
};

struct Request
{
    std::string method = "GET";
    /// http or https. Credentials in it are sent as Basic authentication.
    std::string url;
    Headers headers;
    /// Nothing, the bytes, or a producer.
    std::variant<std::monostate, std::string, std::shared_ptr<BodyPipe>> body;
    /// Of a producer, where it is known; else the body is sent in chunks.
    std::optional<std::uint64_t> contentLength;
    Effect effect = Effect::ByMethod;
    Timeouts timeouts;
    /// The answer's body after decoding; zero is without limit.
    std::uint64_t maxBodyBytes = 64u << 20;
    /// How many redirects are followed. 301, 302 and 303 turn into GET as in browsers; to another
    /// origin only harmless headers go along; never from https to http.
    unsigned followRedirects = 5;
    /// "http://host:port", "socks5h://…"; empty: the client's.
    std::string proxy;
    Tls tls;
    /// Connect to this local socket instead of the URL's host.
    std::string unixSocket;
    /// Null: the client's.
    std::shared_ptr<const AddressPolicy> addressPolicy;
    /// Ask for and undo gzip, deflate, br and zstd.
    enum class Decode { Yes, No } decode = Decode::Yes;
};

struct ResponseHead
{
    int status = 0;
    Headers headers;
    /// Where the answer came from, after redirects; without query and credentials.
    std::string url;
    /// The address that it was connected to; empty for a local socket.
    std::string address;
    unsigned redirects = 0;
    /// Until the head was complete.
    Millis elapsed{0};

    bool isSuccess() const { return status >= 200 && status < 300; }
};

struct Response : ResponseHead
{
    std::string body;
};

/// Whether the same request may do better later: 408, 429, 500, 502, 503, 504.
bool isRetryableStatus(int status);

/// The error of an answer that is not a success: `http.status` with args `status` and, where the
/// server named it, `retryAfter` (milliseconds); retryable by isRetryableStatus. `now` is what a date
/// in Retry-After is compared with.
Error statusError(const ResponseHead &head, UnixMillis now);

/// The wait that a Retry-After value asks for: seconds, or an HTTP date relative to `now` (zero where
/// it is past). None where it is neither. Source: RFC 9110 section 10.2.3.
std::optional<Millis> parseRetryAfter(std::string_view value, UnixMillis now);
/// The same of the head's field, where it has one.
std::optional<Millis> retryAfter(const ResponseHead &head, UnixMillis now);

} // namespace signalbox::http
