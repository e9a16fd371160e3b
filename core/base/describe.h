// SPDX-License-Identifier: GPL-3.0-or-later
// Structs to JSON, from JSON and to JSON Schema by Boost.Describe: written once, for all.
//
//     struct Point {
//         double x = 0;
//         std::optional<std::string> label;
//         static constexpr std::array<std::string_view, 1> requiredMembers = {"x"};
//     };
//     BOOST_DESCRIBE_STRUCT(Point, (), (x, label))
//
// Members may be bool, integers, doubles, std::string, described enums (their names with a lower first
// letter), std::chrono::milliseconds (a whole number), std::optional, std::vector, std::map with
// string keys, json::Value/Object/Array as they are, and described structs. An absent member keeps its
// default, unless it stands in `requiredMembers`. A member `extra` of type json::Object keeps unknown
// keys; a struct without one refuses them. Boost.Describe takes at most 52 members.
#pragma once

#include "base/json.h"

#include <array>
#include <chrono>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

namespace signalbox::json {

namespace detail {

template<typename T>
inline constexpr bool isOptional = false;
template<typename T>
inline constexpr bool isOptional<std::optional<T>> = true;
template<typename T>
inline constexpr bool isVector = false;
template<typename T>
inline constexpr bool isVector<std::vector<T>> = true;
template<typename T>
inline constexpr bool isMap = false;
template<typename T>
inline constexpr bool isMap<std::map<std::string, T>> = true;
template<typename T>
inline constexpr bool isEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template<typename T>
inline constexpr bool isStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template<typename T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

template<typename T>
constexpr bool isRequired([[maybe_unused]] std::string_view member)
{
    if constexpr (requires { T::requiredMembers; }) {
        for (const std::string_view name : T::requiredMembers) {
            if (name == member) {
                return true;
            }
        }
    }
    return false;
}

template<typename E>
const std::vector<std::pair<E, std::string>> &enumNames()
{
    static const auto names = [] {
        std::vector<std::pair<E, std::string>> list;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
            std::string name = d.name;
            name[0] = static_cast<char>(name[0] >= 'A' && name[0] <= 'Z' ? name[0] + 32 : name[0]);
            list.emplace_back(d.value, std::move(name));
        });
        return list;
    }();
    return names;
}

/// "a number", "an object" …: what a value is, for messages.
std::string_view kindName(const Value &value);
/// json.shape: at `pointer` something else was expected.
Error shapeError(const std::string &pointer, std::string_view expected, const Value &found);
Error missingError(const std::string &pointer, std::string_view member);
Error unknownError(const std::string &pointer, std::string_view member);

template<typename T>
Result<void> read(T &out, const Value &value, std::string &pointer);

template<typename T>
Result<void> readStruct(T &out, const Value &value, std::string &pointer)
{
    if (!value.is_object()) {
        return shapeError(pointer, "an object", value);
    }
    const auto &object = value.get_object();
    std::size_t known = 0;
    std::optional<Error> failure;
    Object *extra = nullptr;
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto d) {
        if (failure) {
            return;
        }
        auto &member = out.*d.pointer;
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, Object>) {
            if (std::string_view(d.name) == "extra") {
                extra = &member;
                return;
            }
        }
        const auto *found = object.if_contains(d.name);
        if (!found) {
            if (isRequired<T>(d.name)) {
                failure = missingError(pointer, d.name);
            }
            return;
        }
        ++known;
        const auto length = pointer.size();
        appendPointer(pointer, d.name);
        if (auto result = read(member, *found, pointer); !result) {
            failure = std::move(result).error();
        }
        pointer.resize(length);
    });
    if (failure) {
        return std::move(*failure);
    }
    if (known == object.size()) {
        return {};
    }
    for (const auto &entry : object) {
        bool isKnown = false;
        boost::mp11::mp_for_each<MembersOf<T>>([&](auto d) { isKnown = isKnown || entry.key() == d.name; });
        if (isKnown) {
            continue;
        }
        if (!extra) {
            return unknownError(pointer, entry.key());
        }
        extra->insert_or_assign(entry.key(), entry.value());
    }
    return {};
}

template<typename T>
Result<void> read(T &out, const Value &value, std::string &pointer)
{
    if constexpr (std::is_same_v<T, Value>) {
        out = value;
    } else if constexpr (std::is_same_v<T, Object>) {
        if (!value.is_object()) {
            return shapeError(pointer, "an object", value);
        }
        out = value.get_object();
    } else if constexpr (std::is_same_v<T, Array>) {
        if (!value.is_array()) {
            return shapeError(pointer, "an array", value);
        }
        out = value.get_array();
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!value.is_bool()) {
            return shapeError(pointer, "true or false", value);
        }
        out = value.get_bool();
    } else if constexpr (std::is_same_v<T, std::chrono::milliseconds>) {
        std::int64_t count = 0;
        if (auto result = read(count, value, pointer); !result) {
            return std::move(result).error();
        }
        out = T(count);
    } else if constexpr (std::is_integral_v<T>) {
        boost::system::error_code failed;
        const auto number = value.is_number() ? value.to_number<std::int64_t>(failed) : 0;
        if (!value.is_number() || failed || !std::in_range<T>(number)) {
            return shapeError(pointer, "a whole number", value);
        }
        out = static_cast<T>(number);
    } else if constexpr (std::is_floating_point_v<T>) {
        if (!value.is_number()) {
            return shapeError(pointer, "a number", value);
        }
        out = static_cast<T>(value.to_number<double>());
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!value.is_string()) {
            return shapeError(pointer, "a text", value);
        }
        out.assign(value.get_string().data(), value.get_string().size());
    } else if constexpr (isEnum<T>) {
        if (value.is_string()) {
            for (const auto &[enumerator, name] : enumNames<T>()) {
                if (std::string_view(value.get_string()) == name) {
                    out = enumerator;
                    return {};
                }
            }
        }
        std::string wanted = "one of";
        for (const auto &entry : enumNames<T>()) {
            wanted += " \"" + entry.second + "\"";
        }
        return shapeError(pointer, wanted, value);
    } else if constexpr (isOptional<T>) {
        if (value.is_null()) {
            out.reset();
            return {};
        }
        return read(out.emplace(), value, pointer);
    } else if constexpr (isVector<T>) {
        if (!value.is_array()) {
            return shapeError(pointer, "an array", value);
        }
        out.clear();
        out.reserve(value.get_array().size());
        const auto length = pointer.size();
        for (const auto &element : value.get_array()) {
            pointer += "/" + std::to_string(out.size());
            if (auto result = read(out.emplace_back(), element, pointer); !result) {
                return std::move(result).error();
            }
            pointer.resize(length);
        }
    } else if constexpr (isMap<T>) {
        if (!value.is_object()) {
            return shapeError(pointer, "an object", value);
        }
        out.clear();
        const auto length = pointer.size();
        for (const auto &entry : value.get_object()) {
            appendPointer(pointer, entry.key());
            if (auto result = read(out[std::string(entry.key())], entry.value(), pointer); !result) {
                return std::move(result).error();
            }
            pointer.resize(length);
        }
    } else {
        static_assert(isStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
        return readStruct(out, value, pointer);
    }
    return {};
}

template<typename T>
Object schema();

} // namespace detail

/// The name of an enumerator: `InDoubt` is "inDoubt".
template<typename E>
std::string_view enumName(E value)
{
    for (const auto &[enumerator, name] : detail::enumNames<E>()) {
        if (enumerator == value) {
            return name;
        }
    }
    return {};
}

template<typename E>
std::optional<E> enumFromName(std::string_view text)
{
    for (const auto &[enumerator, name] : detail::enumNames<E>()) {
        if (name == text) {
            return enumerator;
        }
    }
    return std::nullopt;
}

/// Reads a described value. Errors: json.shape, json.missing, json.unknownKey; each names the JSON
/// pointer (arg `path`), what was expected and what was found.
template<typename T>
Result<T> fromJson(const Value &value)
{
    T out{};
    std::string pointer;
    if (auto result = detail::read(out, value, pointer); !result) {
        return std::move(result).error();
    }
    return out;
}

/// Writes a described value; absent optionals are left out, `extra` is merged in.
template<typename T>
Value toJson(const T &in)
{
    if constexpr (std::is_same_v<T, Value>) {
        return in;
    } else if constexpr (std::is_same_v<T, Object> || std::is_same_v<T, Array> || std::is_arithmetic_v<T>) {
        return Value(in);
    } else if constexpr (std::is_same_v<T, std::string>) {
        return Value(std::string_view(in));
    } else if constexpr (std::is_same_v<T, std::chrono::milliseconds>) {
        return Value(static_cast<std::int64_t>(in.count()));
    } else if constexpr (detail::isEnum<T>) {
        return Value(enumName(in));
    } else if constexpr (detail::isOptional<T>) {
        return in ? toJson(*in) : Value(nullptr);
    } else if constexpr (detail::isVector<T>) {
        Array array;
        array.reserve(in.size());
        for (const auto &element : in) {
            array.push_back(toJson(element));
        }
        return array;
    } else if constexpr (detail::isMap<T>) {
        Object object;
        for (const auto &[key, element] : in) {
            object.emplace(key, toJson(element));
        }
        return object;
    } else {
        static_assert(detail::isStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
        Object object;
        boost::mp11::mp_for_each<detail::MembersOf<T>>([&](auto d) {
            const auto &member = in.*d.pointer;
            using Member = std::remove_cvref_t<decltype(member)>;
            if constexpr (detail::isOptional<Member>) {
                if (member) {
                    object.emplace(d.name, toJson(*member));
                }
            } else {
                if constexpr (std::is_same_v<Member, Object>) {
                    if (std::string_view(d.name) == "extra") {
                        for (const auto &entry : member) {
                            object.emplace(entry.key(), entry.value());
                        }
                        return;
                    }
                }
                object.emplace(d.name, toJson(member));
            }
        });
        return object;
    }
}

namespace detail {

template<typename T>
Object schema()
{
    if constexpr (std::is_same_v<T, Value>) {
        return {};
    } else if constexpr (std::is_same_v<T, Object>) {
        return Object{{"type", "object"}};
    } else if constexpr (std::is_same_v<T, Array>) {
        return Object{{"type", "array"}};
    } else if constexpr (std::is_same_v<T, bool>) {
        return Object{{"type", "boolean"}};
    } else if constexpr (std::is_integral_v<T> || std::is_same_v<T, std::chrono::milliseconds>) {
        return Object{{"type", "integer"}};
    } else if constexpr (std::is_floating_point_v<T>) {
        return Object{{"type", "number"}};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return Object{{"type", "string"}};
    } else if constexpr (isEnum<T>) {
        Array names;
        for (const auto &entry : enumNames<T>()) {
            names.emplace_back(entry.second);
        }
        return Object{{"enum", std::move(names)}};
    } else if constexpr (isOptional<T>) {
        return schema<typename T::value_type>();
    } else if constexpr (isVector<T>) {
        return Object{{"type", "array"}, {"items", schema<typename T::value_type>()}};
    } else if constexpr (isMap<T>) {
        return Object{{"type", "object"}, {"additionalProperties", schema<typename T::mapped_type>()}};
    } else {
        static_assert(isStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
        Object properties;
        Array required;
        bool open = false;
        boost::mp11::mp_for_each<MembersOf<T>>([&](auto d) {
            using Member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
            if (std::is_same_v<Member, Object> && std::string_view(d.name) == "extra") {
                open = true;
                return;
            }
            properties.emplace(d.name, schema<Member>());
            if (isRequired<T>(d.name)) {
                required.emplace_back(d.name);
            }
        });
        Object result{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required.empty()) {
            result.emplace("required", std::move(required));
        }
        if (!open) {
            result.emplace("additionalProperties", false);
        }
        return result;
    }
}

} // namespace detail

/// The JSON Schema (2020-12) of a described value, as toJson writes it.
template<typename T>
Object schemaOf()
{
    return detail::schema<T>();
}

} // namespace signalbox::json
