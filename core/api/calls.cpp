// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/calls.h"

namespace signalbox::api {

namespace {

template<typename List>
struct Infos;

template<typename... C>
struct Infos<boost::mp11::mp_list<C...>>
{
    static const std::vector<const CallInfo *> &all()
    {
        static const std::vector<const CallInfo *> list = {&infoOf<C>()...};
        return list;
    }
};

} // namespace

std::string_view verbName(Verb verb)
{
    switch (verb) {
    case Verb::None: return {};
    case Verb::Get: return "GET";
    case Verb::Post: return "POST";
    case Verb::Put: return "PUT";
    case Verb::Delete: return "DELETE";
    }
    return {};
}

std::span<const CallInfo *const> allCalls()
{
    return Infos<Calls>::all();
}

const CallInfo *findCall(std::string_view name)
{
    static const auto byName = [] {
        std::unordered_map<std::string_view, const CallInfo *> map;
        for (const auto *call : allCalls()) {
            map.emplace(call->name, call);
        }
        return map;
    }();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : found->second;
}

} // namespace signalbox::api
