// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/describe.h"

namespace signalbox::json::detail {

namespace {

std::string place(const std::string &pointer)
{
    return pointer.empty() ? std::string("The value") : "\"" + pointer + "\"";
}

} // namespace

std::string_view kindName(const Value &value)
{
    switch (value.kind()) {
    case boost::json::kind::null: return "null";
    case boost::json::kind::bool_: return "true or false";
    case boost::json::kind::string: return "a text";
    case boost::json::kind::array: return "an array";
    case boost::json::kind::object: return "an object";
    default: return "a number";
    }
}

Error shapeError(const std::string &pointer, std::string_view expected, const Value &found)
{
    std::string seen(kindName(found));
    if (found.is_number() || (found.is_string() && found.get_string().size() <= 40)) {
        seen = write(found);
    }
    return Error("json.shape", place(pointer) + " must be " + std::string(expected) + ", but is " + seen + ".")
        .withArg("path", pointer)
        .withArg("expected", std::string(expected))
        .withArg("found", seen);
}

Error missingError(const std::string &pointer, std::string_view member)
{
    return Error("json.missing", place(pointer) + " lacks \"" + std::string(member) + "\".")
        .withArg("path", pointer)
        .withArg("member", std::string(member));
}

Error unknownError(const std::string &pointer, std::string_view member)
{
    return Error("json.unknownKey", place(pointer) + " has an unknown key \"" + std::string(member) + "\"; remove it or mend its spelling.")
        .withArg("path", pointer)
        .withArg("member", std::string(member));
}

} // namespace signalbox::json::detail
