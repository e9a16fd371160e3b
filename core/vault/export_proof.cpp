// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/export_proof.h"

#include "vault/redactor.h"
#include "vault/vault.h"

#include <algorithm>
#include <optional>
#include <set>

namespace signalbox::vault {

namespace {

constexpr std::string_view kMarkBegin = "‹secret:";
constexpr std::string_view kMarkEnd = "›";

Error exposed(const std::string &name, const std::string &place, ExportKind kind)
{
    if (kind == ExportKind::Authored) {
        return Error("export.secret", "The value of the secret " + name + " stands in it, at " + place + ", so nothing was exported. Put {{ secrets." + name + " }} there instead.", name)
            .withArg("secret", name)
            .withArg("place", place);
    }
    return Error("export.secret", "The value of the secret " + name + " stands in it, at " + place + ", so nothing was exported. Read it anew: what is read now comes without it.", name)
        .withArg("secret", name)
        .withArg("place", place);
}

// What a person was shown in place of a value: it was written there, and would not work elsewhere.
std::optional<Redactor::Found> markIn(std::string_view text)
{
    for (auto at = text.find(kMarkBegin); at != std::string_view::npos; at = text.find(kMarkBegin, at + 1)) {
        const auto from = at + kMarkBegin.size();
        const auto end = text.find(kMarkEnd, from);
        if (end == std::string_view::npos) {
            break;
        }
        std::string name(text.substr(from, end - from));
        if (checkSecretName(name)) {
            return Redactor::Found{std::move(name), at};
        }
    }
    return std::nullopt;
}

bool isNamed(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

// Blanks the name of a secret in references to it and in what is shown for it: a value that is its own name stands in no
// text because somebody refers to it. The length stays, and with it every place.
std::string withoutName(std::string_view text, const std::string &name)
{
    constexpr std::string_view kReference = "secrets.";
    std::string blanked(text);
    const auto blank = [&](std::size_t from, std::string_view end) {
        auto to = from;
        while (to < text.size() && isNamed(text[to])) {
            ++to;
        }
        auto closing = to;
        while (closing < text.size() && text[closing] == ' ' && end == "}}") {
            ++closing;
        }
        if (text.substr(from, to - from) == name && text.substr(closing).starts_with(end)) {
            std::fill(blanked.begin() + static_cast<std::ptrdiff_t>(from), blanked.begin() + static_cast<std::ptrdiff_t>(to), ' ');
        }
    };
    for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 1)) {
        auto from = at + 2;
        while (from < text.size() && text[from] == ' ') {
            ++from;
        }
        if (text.substr(from).starts_with(kReference)) {
            blank(from + kReference.size(), "}}");
        }
    }
    for (auto at = text.find(kMarkBegin); at != std::string_view::npos; at = text.find(kMarkBegin, at + 1)) {
        blank(at + kMarkBegin.size(), kMarkEnd);
    }
    return blanked;
}

class Search
{
public:
    Search(const Redactor &redactor, ExportKind kind) : m_redactor(redactor), m_kind(kind) {}

    Result<void> through(const json::Value &value)
    {
        switch (value.kind()) {
        case boost::json::kind::object:
            for (const auto &[key, member] : value.get_object()) {
                const auto length = m_pointer.size();
                json::appendPointer(m_pointer, key);
                if (m_kind == ExportKind::Authored) {
                    // A pointer with the name in it would hold the secret.
                    SB_CHECK(text(key, m_pointer.substr(0, length) + "/…"));
                }
                SB_CHECK(through(member));
                m_pointer.resize(length);
            }
            return {};
        case boost::json::kind::array:
            for (std::size_t i = 0; i < value.get_array().size(); ++i) {
                const auto length = m_pointer.size();
                json::appendPointer(m_pointer, std::to_string(i));
                SB_CHECK(through(value.get_array()[i]));
                m_pointer.resize(length);
            }
            return {};
        case boost::json::kind::string:
            return text(value.get_string(), m_pointer);
        case boost::json::kind::int64:
        case boost::json::kind::uint64:
        case boost::json::kind::double_:
            return m_kind == ExportKind::Authored ? text(json::write(value), m_pointer) : Result<void>();
        case boost::json::kind::null:
        case boost::json::kind::bool_:
            break;
        }
        return {};
    }

    Result<void> text(std::string_view text, const std::string &place) const
    {
        if (const auto found = find(text)) {
            return exposed(found->name, place.empty() ? "/" : place, m_kind);
        }
        return {};
    }

    // As it stands, with the line for a place.
    Result<void> raw(std::string_view text, std::int64_t firstLine) const
    {
        if (const auto found = find(text)) {
            const auto line = firstLine + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(found->at), '\n');
            return exposed(found->name, "line " + std::to_string(line), m_kind);
        }
        return {};
    }

private:
    std::optional<Redactor::Found> find(std::string_view text) const
    {
        auto found = m_redactor.find(text);
        std::string rest;
        for (std::set<std::string> own; found && own.insert(found->name).second;) {
            rest = withoutName(rest.empty() ? text : std::string_view(rest), found->name);
            found = m_redactor.find(rest);
        }
        return found || m_kind == ExportKind::Recorded ? found : markIn(text);
    }

    const Redactor &m_redactor;
    ExportKind m_kind;
    std::string m_pointer;
};

} // namespace

Result<void> proveFree(const Redactor &redactor, const json::Value &value, ExportKind kind)
{
    return Search(redactor, kind).through(value);
}

Result<void> proveFree(const Redactor &redactor, std::string_view text, ExportKind kind, std::int64_t firstLine)
{
    Search search(redactor, kind);
    if (const auto value = json::parse(text)) {
        SB_CHECK(search.through(*value));
        // Over the parts of it too, and as it is spelled.
        return kind == ExportKind::Authored ? search.raw(text, firstLine) : Result<void>();
    }
    if (kind == ExportKind::Authored) {
        return search.raw(text, firstLine);
    }
    for (auto line = firstLine; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto value = json::parse(one);
        const auto outcome = value ? Search(redactor, kind).through(*value) : search.raw(one, line);
        if (!outcome) {
            // The line says more than the place within it.
            for (const auto &[name, secret] : outcome.error().args) {
                if (name == "secret") {
                    return exposed(secret, "line " + std::to_string(line), kind);
                }
            }
        }
    }
    return {};
}

} // namespace signalbox::vault
