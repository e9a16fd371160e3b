// SPDX-License-Identifier: GPL-3.0-or-later
// `http.request`: one call, sent at most once an attempt.
#include "nodes/file_content_p.h"
#include "nodes/http_body_p.h"
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr Millis kDefaultTimeout{120'000};
constexpr std::size_t kShownBody = 2000;

constexpr TypeText kText{
    .name = "http.request",
    .title = "HTTP request",
    .family = "network",
    .icon = "node-http",
    .summary = "Calls a URL and gives status, headers and body of the answer.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "method": {
      "title": "Method",
      "description": "The request's method.",
      "type": "string",
      "pattern": "^[A-Za-z]{1,32}$",
      "default": "GET",
      "examples": ["GET", "POST", "PUT", "PATCH", "DELETE"]
    },
    "url": {
      "title": "URL",
      "description": "http or https.",
      "type": "string",
      "minLength": 1,
      "examples": ["https://api.example.com/orders", "{{ vars.service }}/orders/{{ input.id }}"]
    },
    "query": {
      "title": "Query",
      "description": "Fields to append to the URL, encoded; an array gives one pair an entry, null none.",
      "type": "object",
      "examples": [{"page": 2, "tag": ["a", "b"]}]
    },
    "headers": {
      "title": "Headers",
      "description": "Header fields to send.",
      "type": "object",
      "additionalProperties": {"type": ["string", "number", "boolean"]},
      "examples": [{"Accept-Language": "en"}]
    },
    "auth": {
      "title": "Sign-in",
      "description": "How to sign in; give the secret as {{ secrets.name }}.",
      "type": "object",
      "properties": {
        "type": {
          "title": "Kind",
          "enum": ["basic", "bearer"],
          "x-template": false
        },
        "username": {"title": "User", "type": "string"},
        "password": {"title": "Password", "type": "string", "x-secret": true},
        "token": {"title": "Token", "type": "string", "x-secret": true}
      },
      "required": ["type"],
      "additionalProperties": false,
      "examples": [{"type": "bearer", "token": "{{ secrets.shopToken }}"}]
    },
    "body": {
      "title": "Body",
      "description": "What to send.",
      "examples": [{"count": "{{ input.items.length }}"}]
    },
    "bodyType": {
      "title": "Body as",
      "description": "auto: texts as text, everything else as JSON. form: an object of fields.",
      "enum": ["auto", "json", "text", "form"],
      "default": "auto"
    },
    "parse": {
      "title": "Parse answer as",
      "description": "auto: by its content type. bytes: Base64.",
      "enum": ["auto", "json", "text", "bytes"],
      "default": "auto"
    },
    "timeout": {
      "title": "Timeout",
      "description": "For the whole call.",
      "type": "string",
      "default": "120s",
      "examples": ["10s", "2m"]
    },
    "followRedirects": {
      "title": "Follow redirects",
      "description": "At most five.",
      "type": "boolean",
      "default": true
    },
    "failOnStatus": {
      "title": "Fail on bad status",
      "description": "A status of 400 and above is a failure.",
      "type": "boolean",
      "default": true
    },
    "idempotent": {
      "title": "Honours Idempotency-Key",
      "description": "The target carries out a request once a key, so that an interrupted call may be sent again.",
      "type": "boolean",
      "default": false,
      "x-template": false
    },
    "maxBytes": {
      "title": "Largest answer",
      "description": "In bytes; a larger one is an error.",
      "type": "integer",
      "minimum": 1,
      "maximum": 1073741824,
      "default": 16777216
    }
  },
  "required": ["url"],
  "additionalProperties": false
})json",
    .documentation = R"md(# HTTP request

```json
{"id": "ship", "type": "http.request",
 "config": {"method": "POST", "url": "{{ vars.service }}/shipments",
            "auth": {"type": "bearer", "token": "{{ secrets.shopToken }}"},
            "body": {"order": "{{ input.id }}"}, "idempotent": true, "timeout": "10s"},
 "retry": {"attempts": 3}}
```

The output is `{"status": 201, "headers": {…}, "body": …, "durationMs": 12}`. Header names are in lower case; a field that comes
several times is joined by commas. The body is parsed by its content type unless `parse` says otherwise; what is no text
comes in Base64, and then `bodyEncoding` is `"base64"`.

**Failure.** A status of 400 and above fails the node, unless `failOnStatus` is false. The statuses 408, 429, 500, 502, 503
and 504, timeouts and connections that could not be made are tried again where the node has a `retry`; a
`Retry-After` of the answer is waited for.

**Never sent twice by accident.** Every request that is not GET or HEAD carries the header `Idempotency-Key`, the same for
all attempts of the step. If Signalbox is killed while the call is under way, GET and HEAD are sent again; any other
call is held *in doubt* for a person, because it cannot be known whether it happened. If the target honours the
key, say `"idempotent": true`, and the call is sent again with the same key.

**Addresses.** Private and link-local addresses are refused unless this installation allows them.
)md",
};

bool isSafe(std::string_view method)
{
    return http::equalsIgnoringCase(method, "GET") || http::equalsIgnoringCase(method, "HEAD");
}

Error withNode(Error error, const std::string &path)
{
    if (error.subject.empty()) {
        error.subject = path;
    }
    return error;
}

Result<void> addHeaders(http::Request &request, const engine::EffectCall &call)
{
    if (const auto *headers = json::find(call.config, "headers"); headers && headers->is_object()) {
        for (const auto &member : headers->get_object()) {
            std::string value;
            flow::appendAsText(value, member.value());
            request.headers.set(std::string(member.key()), std::move(value));
        }
    }
    const auto *found = json::find(call.config, "auth");
    if (const auto *auth = found ? found->if_object() : nullptr) {
        if (json::text(*auth, "type") == "bearer") {
            request.headers.set("Authorization", "Bearer " + textOf(*auth, "token"));
        } else {
            const auto user = textOf(*auth, "username");
            if (user.find(':') != std::string::npos) {
                return Error("http.invalid", "A user name for Basic sign-in cannot hold a colon; check `auth.username`.", call.path);
            }
            request.headers.set("Authorization", "Basic " + toBase64(user + ":" + textOf(*auth, "password")));
        }
    }
    if (!isSafe(request.method) && !request.headers.has("Idempotency-Key")) {
        request.headers.set("Idempotency-Key", call.idempotencyKey);
    }
    return {};
}

Result<http::Request> makeRequest(const engine::EffectCall &call, const std::shared_ptr<const http::AddressPolicy> &addresses)
{
    http::Request request;
    request.method = textOf(call.config, "method", "GET");
    std::ranges::transform(request.method, request.method.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    request.url = textOf(call.config, "url");
    if (const auto *query = json::find(call.config, "query"); query && query->is_object()) {
        auto url = withQuery(std::move(request.url), query->get_object());
        if (!url) {
            return withNode(std::move(url).error(), call.path);
        }
        request.url = std::move(*url);
    }
    SB_CHECK(addHeaders(request, call));
    if (const auto *value = json::find(call.config, "body")) {
        auto body = requestBody(*value, json::text(call.config, "bodyType", "auto"));
        if (!body) {
            return withNode(std::move(body).error(), call.path);
        }
        if (!request.headers.has("Content-Type")) {
            request.headers.set("Content-Type", std::string(body->contentType));
        }
        request.body = std::move(body->bytes);
    }
    Millis total = kDefaultTimeout;
    if (const auto text = json::text(call.config, "timeout"); !text.empty()) {
        SB_TRY(timeout, flow::parseDuration(text));
        total = timeout;
    }
    if (call.timeout > Millis(0)) {
        total = std::min(total, call.timeout);
    }
    request.timeouts = {.connect = std::min(Millis(10'000), total), .firstByte = total, .idle = total, .total = total};
    request.followRedirects = flagOf(call.config, "followRedirects", true) ? 5 : 0;
    request.maxBodyBytes = static_cast<std::uint64_t>(integerOf(call.config, "maxBytes").value_or(16 << 20));
    request.addressPolicy = addresses;
    return request;
}

// The start of a body, cut between characters, as far as it is text.
std::string shownBody(const std::string &body)
{
    auto cut = std::min(body.size(), kShownBody);
    while (cut > 0 && cut < body.size() && (static_cast<unsigned char>(body[cut]) & 0xc0) == 0x80) {
        --cut;
    }
    const auto start = body.substr(0, cut);
    return isUtf8(start) ? start : std::string();
}

Error refused(const http::Response &response, const std::string &url, Clock &clock)
{
    auto error = http::statusError(response, clock.now());
    if (error.subject.empty()) {
        error.subject = url;
    }
    if (const auto wait = http::retryAfter(response, clock.now())) {
        error.args.emplace_back("retryAfterMs", std::to_string(wait->count()));
    }
    if (auto body = shownBody(response.body); !body.empty()) {
        error.args.emplace_back("body", std::move(body));
    }
    return error;
}

json::Object headersOf(const http::Response &response)
{
    json::Object headers;
    for (const auto &[name, value] : response.headers) {
        std::string key = name;
        std::ranges::transform(key, key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        // A field value may hold any byte; JSON holds only text.
        const auto text = isUtf8(value) ? value : toBase64(value);
        if (auto *there = headers.if_contains(key)) {
            there->get_string().append(", ").append(text);
        } else {
            headers.emplace(key, text);
        }
    }
    return headers;
}

class HttpRequest final : public engine::EffectExecutor
{
public:
    explicit HttpRequest(const NodeServices &services)
        : m_client(services.http), m_clock(services.clock), m_addresses(services.addresses)
    {
    }

    Task<Result<json::Value>> execute(engine::EffectCall call, std::stop_token stop) override
    {
        SB_CO_TRY(request, makeRequest(call, m_addresses));
        const auto url = shownUrl(request.url);
        const auto began = m_clock.steadyNow();
        auto sent = co_await m_client.send(std::move(request), stop);
        if (!sent) {
            auto error = std::move(sent).error();
            if (error.is("http.closed") && flagOf(call.config, "idempotent", false)) {
                error.retry = Retry::Later;
            }
            co_return withNode(std::move(error), call.path);
        }
        const auto &response = *sent;
        const auto took = std::chrono::duration_cast<Millis>(m_clock.steadyNow() - began);
        if (response.status >= 400 && flagOf(call.config, "failOnStatus", true)) {
            co_return refused(response, url, m_clock);
        }
        SB_CO_TRY(body, responseBody(response, json::text(call.config, "parse", "auto"), url));
        json::Object output;
        output.emplace("status", response.status);
        output.emplace("headers", headersOf(response));
        output.emplace("body", std::move(body.value));
        if (!body.encoding.empty()) {
            output.emplace("bodyEncoding", body.encoding);
        }
        output.emplace("durationMs", took.count());
        co_return json::Value(std::move(output));
    }

    std::string targetOf(const json::Object &config) const override
    {
        const auto url = textOf(config, "url");
        const auto scheme = url.find("://");
        if (scheme == std::string::npos) {
            return {};
        }
        auto host = url.substr(scheme + 3, url.find_first_of("/?#", scheme + 3) - scheme - 3);
        host = host.substr(host.find('@') + 1); // 0 where there is none
        std::ranges::transform(host, host.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return host;
    }

private:
    http::Client &m_client;
    Clock &m_clock;
    std::shared_ptr<const http::AddressPolicy> m_addresses;
};

Remarks check(const json::Object &config)
{
    Remarks remarks;
    checkDuration(remarks, config, "timeout");
    const auto method = json::text(config, "method", "GET");
    if (config.contains("body") && isSafe(method)) {
        remarks.emplace_back("A " + std::string(method) + " request carries no body; use `query`, or another method.", "/body");
    }
    if (config.contains("bodyType") && !config.contains("body")) {
        remarks.emplace_back("`bodyType` says how to send a `body`, but there is none.", "/bodyType");
    }
    const auto *found = json::find(config, "auth");
    if (const auto *auth = found ? found->if_object() : nullptr) {
        const auto kind = json::text(*auth, "type");
        for (const std::string_view field : {"username", "password", "token"}) {
            const bool wanted = (kind == "bearer") == (field == "token");
            const auto name = std::string(field);
            if (wanted && !auth->contains(field)) {
                remarks.emplace_back("Sign-in of the kind " + std::string(kind) + " needs `" + name + "`.", "/auth");
            } else if (!wanted && auth->contains(field)) {
                remarks.emplace_back("Sign-in of the kind " + std::string(kind) + " has no `" + name + "`.", "/auth/" + name);
            }
        }
    }
    return remarks;
}

flow::OnInterrupted onInterrupted(const json::Object &config)
{
    const bool repeatable = isSafe(json::text(config, "method", "GET")) || flagOf(config, "idempotent", false);
    return repeatable ? flow::OnInterrupted::Retry : flow::OnInterrupted::Hold;
}

} // namespace

SB_NODE_TYPE(http_request)
{
    SB_TRY(type, makeType(flow::NodeKind::Effect, kText));
    type.outputs = {makePort("out", "Answer", R"({
        "type": "object",
        "properties": {"status": {"type": "integer"}, "headers": {"type": "object"}, "body": {}, "durationMs": {"type": "integer"}},
        "required": ["status", "headers", "body", "durationMs"]})")};
    type.onInterrupted = onInterrupted;
    type.check = check;
    return setup.registry.addEffect(std::move(type), std::make_shared<HttpRequest>(setup.services));
}

} // namespace signalbox::nodes
