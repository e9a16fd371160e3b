// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/registry.h"

#include "base/log.h"
#include "base/text.h"

namespace signalbox::api {

namespace {

constexpr std::size_t kRememberedKeys = 4096;
constexpr std::size_t kRememberedBytes = 32u << 20;

std::string targetOf(const CallInfo &info, const json::Value &params)
{
    if (info.target.empty() || !params.is_object()) {
        return {};
    }
    return std::string(cutUtf8(json::text(params.get_object(), info.target), 256));
}

} // namespace

Registry::Registry(Hooks hooks) : m_hooks(std::move(hooks)), m_remembered(kRememberedKeys, kRememberedBytes) {}

Task<Result<json::Value>> Registry::call(CallContext context, std::string method, json::Value params)
{
    const auto found = m_handlers.find(method);
    if (found == m_handlers.end()) {
        co_return Error("rpc.unknownMethod", "There is no call \"" + std::string(cutUtf8(method, 128)) + "\" in this version.", std::string(cutUtf8(method, 128)));
    }
    const auto &info = *found->second.info;
    const auto caller = context.caller;
    const auto target = targetOf(info, params);
    if (!info.permission.empty() && m_hooks.authorize) {
        SB_CO_CHECK(m_hooks.authorize(*caller, info, target));
    }
    Result<json::Value> result;
    try {
        result = co_await callOnce(&found->second, std::move(context), std::move(params));
    } catch (const std::exception &failure) {
        log::error("api", "an exception left a handler", {{"call", info.name}, {"what", failure.what()}});
        result = Error("rpc.internal", "The backend failed at this call; its log says why.", std::string(info.name));
    }
    if (info.effect != Effect::Read && m_hooks.audit && !info.route.path.empty()) {
        m_hooks.audit(*caller, info, target, result ? std::string_view("ok") : std::string_view(result.error().code));
    }
    if (m_hooks.redact && m_hooks.redactsAnything && m_hooks.redactsAnything()) {
        if (!result) {
            redact(result.error());
        } else if (!info.isProven) {
            redact(*result);
        }
    }
    co_return result;
}

Task<Result<json::Value>> Registry::callOnce(const Handler *handler, CallContext context, json::Value params)
{
    if (context.idempotencyKey.empty() || handler->info->effect == Effect::Read) {
        co_return co_await handler->function(std::move(context), std::move(params));
    }
    const auto hash = std::hash<std::string>()(json::write(params));
    const auto key = context.caller->workspace + '\n' + context.caller->subject + '\n' + std::string(handler->info->name) + '\n' + context.idempotencyKey;
    if (const auto *known = m_remembered.find(key)) {
        if (known->paramsHash != hash) {
            co_return Error("idempotency.reused", "The idempotency key was used before with other parameters; use a new one.", context.idempotencyKey);
        }
        if (!known->isDone) {
            co_return Error("idempotency.inProgress", "A call with this idempotency key is under way; ask again in a moment.", context.idempotencyKey).retryable();
        }
        co_return known->result;
    }
    m_remembered.insert(key, Remembered{hash, false, {}}, key.size() + 64);
    auto result = co_await handler->function(std::move(context), std::move(params));
    if (result) {
        const auto size = json::approximateSize(*result);
        m_remembered.insert(key, Remembered{hash, true, *result}, key.size() + 64 + size);
    } else {
        // What failed may be tried again.
        m_remembered.erase(key);
    }
    co_return result;
}

void Registry::redact(json::Value &value) const
{
    if (value.is_string()) {
        std::string text(value.get_string());
        if (m_hooks.redact(text)) {
            value = std::string_view(text);
        }
    } else if (value.is_array()) {
        for (auto &element : value.get_array()) {
            redact(element);
        }
    } else if (value.is_object()) {
        for (auto &entry : value.get_object()) {
            redact(entry.value());
        }
    }
}

void Registry::redact(Error &error) const
{
    m_hooks.redact(error.message);
    m_hooks.redact(error.subject);
    for (auto &[name, value] : error.args) {
        m_hooks.redact(value);
    }
    if (error.cause) {
        auto inner = *error.cause;
        redact(inner);
        error.cause = std::make_shared<const Error>(std::move(inner));
    }
}

} // namespace signalbox::api
