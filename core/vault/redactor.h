// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where secrets are taken out of texts: log, events, journal, replies, exports.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace signalbox::vault {

/// Knows every secret value and replaces it by "‹secret:NAME›". It finds a value as it is, in Base64
/// (both alphabets, also inside of a longer text that was encoded), percent-encoded, and JSON-escaped
/// once or twice. A value stays known until the process ends, also when its secret was replaced or
/// removed: what was logged late is redacted too.
/// Limits: values under 6 bytes are not looked for; a value that is split over two texts is not found, but in one
/// that comes in pieces (redactBeginning).
/// Thread: any. Without a secret a call costs one atomic load.
class Redactor
{
public:
    static constexpr std::size_t kMinLength = 6;

    Redactor();
    ~Redactor();
    Redactor(const Redactor &) = delete;
    Redactor &operator=(const Redactor &) = delete;

    void add(const std::string &name, std::string_view value);
    /// Whether there is nothing to look for.
    bool isEmpty() const { return !m_hasPatterns.load(std::memory_order_acquire); }

    std::string redact(std::string_view text) const;
    /// Redacts `text` itself; false if there was nothing in it.
    bool redactInPlace(std::string &text) const;
    /// Redacts a text of which more may come: gives what stands fast already and takes it out of `text`, where the end
    /// stays that may be the beginning of a secret. With each next piece put behind it, all that is given, and the
    /// redacted end, are what redact() gives of the whole.
    std::string redactBeginning(std::string &text) const;

    struct Found
    {
        std::string name; ///< of the secret
        std::size_t at = 0;
    };
    /// The first value that stands in the text, in whatever form redact() finds it.
    std::optional<Found> find(std::string_view text) const;

    /// Makes the log pass through this one; it must outlive the logging, or uninstall() first.
    void install();
    static void uninstall();

private:
    struct Private;
    std::unique_ptr<Private> d;
    std::atomic<bool> m_hasPatterns = false;
};

} // namespace signalbox::vault
