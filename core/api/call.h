// SPDX-License-Identifier: GPL-3.0-or-later
// What a call of the protocol is: one struct declares its name, parameters, result, permission and REST
// route; everything else (dispatch, REST, OpenAPI, client) is made from that declaration.
//
//     struct RunsGet {
//         static constexpr std::string_view name = "runs.get";
//         static constexpr std::string_view permission = "runs.read";
//         static constexpr std::string_view summary = "A run as it stands.";
//         static constexpr Route route{Verb::Get, "/runs/{id}"};
//         static constexpr Effect effect = Effect::Read;
//         static constexpr std::string_view target = "id";
//         static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
//         using Params = RunId;
//         using Result = RunView;
//     };
#pragma once

#include "base/describe.h"

#include <span>
#include <string_view>

namespace signalbox::api {

/// What happens when a call is made twice. Read: nothing. Idempotent: the same as once. Change: it is
/// done twice, so it is never sent again by itself.
enum class Effect { Read, Idempotent, Change };
BOOST_DESCRIBE_ENUM(Effect, Read, Idempotent, Change)

/// The REST verb; None: the call needs a channel (subscriptions).
enum class Verb { None, Get, Post, Put, Delete };

/// A REST route under /api/v1: "/runs/{id}".
struct Route
{
    Verb verb = Verb::None;
    std::string_view path = {};
};

/// Parameters or a result without members.
struct Nothing
{
};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

/// A declared call, erased.
struct CallInfo
{
    std::string_view name;
    std::string_view permission; ///< empty: whoever is signed in may
    std::string_view summary;
    Route route;
    Effect effect = Effect::Read;
    /// The parameter that the audit log names.
    std::string_view target;
    std::span<const std::string_view> errors;
    /// Its handler proves that what it gives holds no secret, and bytes that look like one are none.
    bool isProven = false;
    json::Object (*paramsSchema)() = nullptr;
    json::Object (*resultSchema)() = nullptr;
};

/// The erased declaration of a call; one object a type, for ever.
template<typename C>
const CallInfo &infoOf()
{
    static const CallInfo info = [] {
        CallInfo made{C::name, C::permission, C::summary, {}, C::effect, {}, {}, false, &json::schemaOf<typename C::Params>, &json::schemaOf<typename C::Result>};
        if constexpr (requires { C::route; }) {
            made.route = C::route;
        }
        if constexpr (requires { C::target; }) {
            made.target = C::target;
        }
        if constexpr (requires { C::errors; }) {
            made.errors = C::errors;
        }
        if constexpr (requires { C::isProven; }) {
            made.isProven = C::isProven;
        }
        return made;
    }();
    return info;
}

/// "GET", "POST" …; empty for None.
std::string_view verbName(Verb verb);

/// Every call that there is, in the order of their declaration.
std::span<const CallInfo *const> allCalls();
/// By name; null if there is none.
const CallInfo *findCall(std::string_view name);

} // namespace signalbox::api
