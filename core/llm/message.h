// SPDX-License-Identifier: GPL-3.0-or-later
// What is said to a model and by it: messages of parts. The same for every provider; how each writes them on
// the wire stands in its own file.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe.hpp>

namespace signalbox::llm {

enum class Role { System, User, Assistant, Tool };
BOOST_DESCRIBE_ENUM(Role, System, User, Assistant, Tool)

/// What a provider gave with a part and wants back unchanged in the next request (a signature, an encrypted
/// thought). `kind` says whose it is; a provider ignores what it does not know.
struct Opaque
{
    std::string kind;
    std::string data;

    bool isEmpty() const { return kind.empty(); }
    bool operator==(const Opaque &) const = default;
};

struct TextPart
{
    std::string text;
    bool operator==(const TextPart &) const = default;
};

/// An image: its bytes, or where the provider can fetch it.
struct ImagePart
{
    std::string mimeType; ///< "image/png"
    std::string bytes;
    std::string url;
    bool operator==(const ImagePart &) const = default;
};

/// What the model thought before it answered, as far as the provider tells.
struct ReasoningPart
{
    std::string text;
    Opaque opaque;
    bool operator==(const ReasoningPart &) const = default;
};

/// The model asks for a tool. `arguments` is JSON text as the model wrote it: it may be broken.
struct ToolCallPart
{
    std::string id;
    std::string name;
    std::string arguments;
    Opaque opaque;
    bool operator==(const ToolCallPart &) const = default;
};

/// What a tool gave.
struct ToolResultPart
{
    std::string callId;
    std::string name;
    std::string text;
    enum class Outcome { Succeeded, Failed } outcome = Outcome::Succeeded;
    bool operator==(const ToolResultPart &) const = default;
};

using Part = std::variant<TextPart, ImagePart, ReasoningPart, ToolCallPart, ToolResultPart>;

struct Message
{
    Role role = Role::User;
    std::vector<Part> parts;

    static Message text(Role role, std::string text) { return {role, {TextPart{std::move(text)}}}; }
    /// Its text parts, joined.
    std::string joinedText() const;
    bool operator==(const Message &) const = default;
};

} // namespace signalbox::llm
