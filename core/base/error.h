// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong, for a program (code, arguments), for a person (message) and for a log (cause).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace signalbox {

/// Whether trying the same thing again later can help.
enum class Retry { Never, Later };

/// A failure as a value. `code` is stable and dotted ("flow.cycle"): clients switch on it, and the
/// window translates it with `args`. `message` is the same in plain English: what happened, to which
/// thing, and what to do next. No field ever holds a secret.
struct Error
{
    std::string code;
    std::string message;
    /// The thing that it is about: a path, a node id, a URL without its query.
    std::string subject;
    /// Named values that stand in the message, in the order of their appearance.
    std::vector<std::pair<std::string, std::string>> args;
    Retry retry = Retry::Never;
    std::shared_ptr<const Error> cause;

    Error() = default;
    Error(std::string code_, std::string message_, std::string subject_ = {})
        : code(std::move(code_)), message(std::move(message_)), subject(std::move(subject_))
    {
    }

    Error &&withArg(std::string name, std::string value) &&
    {
        args.emplace_back(std::move(name), std::move(value));
        return std::move(*this);
    }
    Error &&withSubject(std::string value) &&
    {
        subject = std::move(value);
        return std::move(*this);
    }
    Error &&retryable() &&
    {
        retry = Retry::Later;
        return std::move(*this);
    }
    Error &&withCause(Error inner) &&
    {
        cause = std::make_shared<const Error>(std::move(inner));
        return std::move(*this);
    }

    bool isRetryable() const { return retry == Retry::Later; }
    bool is(std::string_view wanted) const { return code == wanted; }

    /// One line for a log: code, message, subject and the chain of causes.
    std::string describe() const;
};

} // namespace signalbox
