// SPDX-License-Identifier: GPL-3.0-or-later
// From a method's name to its handler, past the one place where permission, audit and redaction stand.
#pragma once

#include "api/host.h"
#include "base/lru_cache.h"

#include <functional>
#include <memory>
#include <unordered_map>

namespace signalbox::api {

/// What runs on every call. The api knows neither auth nor vault; the backend puts them in.
struct Hooks
{
    /// Errors: auth.denied. Not asked where a call needs no permission.
    std::function<Result<void>(const Caller &, const CallInfo &, const std::string &target)> authorize;
    /// Hears how a call that is no Read ended: "ok" or an error code.
    std::function<void(const Caller &, const CallInfo &, const std::string &target, std::string_view outcome)> audit;
    /// Takes secrets out of a text; true if there was one.
    std::function<bool(std::string &)> redact;
    /// Whether there is any secret to look for.
    std::function<bool()> redactsAnything;
};

/// Dispatches calls to typed handlers.
/// Thread: the host's; handlers are added before the first call.
class Registry
{
public:
    explicit Registry(Hooks hooks);

    /// `handler`: Task<Result<C::Result>>(CallContext, C::Params); no capturing coroutine.
    template<typename C, typename F>
    void on(F handler)
    {
        auto shared = std::make_shared<const F>(std::move(handler));
        m_handlers.insert_or_assign(C::name, Handler{&infoOf<C>(), [shared](CallContext context, json::Value params) { return run<C, F>(shared, std::move(context), std::move(params)); }});
    }

    /// Checks permission, reads the parameters, runs the handler, tells the audit log, redacts. A call
    /// that is no Read and carries an idempotency key is carried out once; the same key gives the same
    /// answer for as long as it is remembered (the latest 4,096 keys).
    /// Errors: rpc.unknownMethod, rpc.params, auth.denied, idempotency.inProgress, idempotency.reused, the call's.
    Task<Result<json::Value>> call(CallContext context, std::string method, json::Value params);

    bool has(std::string_view method) const { return m_handlers.contains(method); }

private:
    struct Handler
    {
        const CallInfo *info = nullptr;
        std::function<Task<Result<json::Value>>(CallContext, json::Value)> function;
    };
    struct Remembered
    {
        std::size_t paramsHash = 0;
        bool isDone = false;
        json::Value result;
    };

    template<typename C, typename F>
    static Task<Result<json::Value>> run(std::shared_ptr<const F> handler, CallContext context, json::Value params)
    {
        auto read = json::fromJson<typename C::Params>(params);
        if (!read) {
            auto cause = std::move(read).error();
            auto message = "The parameters of " + std::string(C::name) + " do not fit: " + cause.message;
            co_return Error("rpc.params", std::move(message), cause.subject).withCause(std::move(cause));
        }
        auto result = co_await (*handler)(std::move(context), std::move(*read));
        if (!result) {
            co_return std::move(result).error();
        }
        co_return json::toJson(*result);
    }

    Task<Result<json::Value>> callOnce(const Handler *handler, CallContext context, json::Value params);
    void redact(json::Value &value) const;
    void redact(Error &error) const;

    Hooks m_hooks;
    std::unordered_map<std::string_view, Handler> m_handlers;
    LruCache<std::string, Remembered> m_remembered;
};

} // namespace signalbox::api
