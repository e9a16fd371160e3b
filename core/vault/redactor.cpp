// SPDX-License-Identifier: GPL-3.0-or-later
// Each pattern is found by its first six bytes: a bit filter over the first four rejects almost every
// position of a text, a hash table over the six names the few patterns to compare.
#include "vault/redactor.h"

#include "base/log.h"
#include "vault/forms_p.h"
#include "vault/secret_text_p.h"

#include <algorithm>
#include <bitset>
#include <cstring>
#include <mutex>
#include <utility>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace signalbox::vault {

namespace {

constexpr unsigned kFilterBits = 17;

std::uint32_t firstFour(const char *at)
{
    std::uint32_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return (word * 0x9e3779b1u) >> (32 - kFilterBits);
}

std::uint64_t firstSix(const char *at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, Redactor::kMinLength);
    return word;
}

/// A secret's name and all its forms, one after the other.
struct Known
{
    std::string name;
    std::string replacement;
    SecretText forms;
    std::vector<std::pair<std::size_t, std::size_t>> spans; ///< offset, length
};

struct Pattern
{
    std::string_view text;
    const Known *secret;
};

/// Immutable once it is made.
class Matcher
{
public:
    explicit Matcher(std::vector<std::shared_ptr<const Known>> secrets) : m_secrets(std::move(secrets))
    {
        for (const auto &secret : m_secrets) {
            for (const auto &[offset, length] : secret->spans) {
                const auto text = secret->forms.view().substr(offset, length);
                m_filter.set(firstFour(text.data()));
                m_buckets[firstSix(text.data())].push_back({text, secret.get()});
                m_sorted.push_back(text);
            }
        }
        std::ranges::sort(m_sorted);
        for (auto &[key, bucket] : m_buckets) {
            std::stable_sort(bucket.begin(), bucket.end(),
                             [](const Pattern &a, const Pattern &b) { return a.text.size() > b.text.size(); });
        }
    }

    /// Whether what is looked through ends there, or goes on.
    enum class End { Final, Open };

    /// The first match at or after `from`, the longest of those that start there. Null: there is none before `at`,
    /// which is the end, or where something begins that may become one where the end is open.
    const Pattern *find(std::string_view text, std::size_t from, End end, std::size_t &at) const
    {
        for (at = from; at < text.size(); ++at) {
            const auto rest = text.substr(at);
            if (rest.size() < Redactor::kMinLength) {
                if (end == End::Open && beginsOne(rest)) {
                    return nullptr;
                }
                continue;
            }
            if (!m_filter.test(firstFour(rest.data()))) {
                continue;
            }
            const auto bucket = m_buckets.find(firstSix(rest.data()));
            if (bucket == m_buckets.end()) {
                continue;
            }
            // The longest first: what may become a longer one is no match yet.
            for (const auto &pattern : bucket->second) {
                if (rest.starts_with(pattern.text)) {
                    return &pattern;
                }
                if (end == End::Open && pattern.text.starts_with(rest)) {
                    return nullptr;
                }
            }
        }
        return nullptr;
    }

private:
    bool beginsOne(std::string_view text) const
    {
        const auto next = std::ranges::lower_bound(m_sorted, text);
        return next != m_sorted.end() && next->starts_with(text);
    }

    std::vector<std::shared_ptr<const Known>> m_secrets;
    std::bitset<1u << kFilterBits> m_filter;
    std::unordered_map<std::uint64_t, std::vector<Pattern>> m_buckets;
    std::vector<std::string_view> m_sorted;
};

} // namespace

struct Redactor::Private
{
    mutable std::mutex mutex;
    std::vector<std::shared_ptr<const Known>> secrets;
    std::unordered_set<std::string> fingerprints; ///< keyed hashes of name and value: what is known
    SecretText fingerprintKey{std::size_t(crypto_generichash_KEYBYTES)};
    std::shared_ptr<const Matcher> matcher; ///< made when it is needed, null after add()

    std::shared_ptr<const Matcher> current()
    {
        const std::lock_guard lock(mutex);
        if (!matcher) {
            matcher = std::make_shared<const Matcher>(secrets);
        }
        return matcher;
    }

    std::string fingerprint(const std::string &name, std::string_view value) const
    {
        std::string out(crypto_generichash_BYTES, '\0');
        crypto_generichash_state state;
        crypto_generichash_init(&state, fingerprintKey.bytes(), fingerprintKey.size(), out.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(name.c_str()), name.size() + 1);
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(value.data()), value.size());
        crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(out.data()), out.size());
        sodium_memzero(&state, sizeof state);
        return out;
    }
};

Redactor::Redactor() : d(std::make_unique<Private>())
{
    crypto_generichash_keygen(d->fingerprintKey.bytes());
}

Redactor::~Redactor() = default;

void Redactor::add(const std::string &name, std::string_view value)
{
    if (value.size() < kMinLength) {
        return;
    }
    auto print = d->fingerprint(name, value);
    {
        const std::lock_guard lock(d->mutex);
        if (!d->fingerprints.insert(std::move(print)).second) {
            return;
        }
    }
    auto forms = formsOf(value, kMinLength);
    std::size_t total = 0;
    for (const auto &form : forms) {
        total += form.size();
    }
    auto known = std::make_shared<Known>();
    known->name = name;
    known->replacement = "‹secret:" + name + "›";
    known->forms = SecretText(total);
    std::size_t offset = 0;
    for (auto &form : forms) {
        std::copy(form.begin(), form.end(), known->forms.data() + offset);
        known->spans.emplace_back(offset, form.size());
        offset += form.size();
        wipe(form);
    }
    const std::lock_guard lock(d->mutex);
    d->secrets.push_back(std::move(known));
    d->matcher.reset();
    m_hasPatterns.store(true, std::memory_order_release);
}

std::string Redactor::redact(std::string_view text) const
{
    std::string copy(text);
    redactInPlace(copy);
    return copy;
}

bool Redactor::redactInPlace(std::string &text) const
{
    if (isEmpty()) {
        return false;
    }
    const auto matcher = d->current();
    std::size_t at = 0;
    const auto *match = matcher->find(text, 0, Matcher::End::Final, at);
    if (!match) {
        return false;
    }
    std::string out;
    out.reserve(text.size());
    std::size_t from = 0;
    while (match) {
        out.append(text, from, at - from);
        out += match->secret->replacement;
        from = at + match->text.size();
        match = matcher->find(text, from, Matcher::End::Final, at);
    }
    out.append(text, from);
    wipe(text);
    text = std::move(out);
    return true;
}

std::string Redactor::redactBeginning(std::string &text) const
{
    if (isEmpty()) {
        return std::exchange(text, {});
    }
    const auto matcher = d->current();
    std::string out;
    std::size_t from = 0;
    std::size_t at = 0;
    while (const auto *match = matcher->find(text, from, Matcher::End::Open, at)) {
        out.append(text, from, at - from);
        out += match->secret->replacement;
        from = at + match->text.size();
    }
    out.append(text, from, at - from);
    auto rest = text.substr(at);
    wipe(text);
    text = std::move(rest);
    return out;
}

std::optional<Redactor::Found> Redactor::find(std::string_view text) const
{
    if (isEmpty()) {
        return std::nullopt;
    }
    const auto matcher = d->current();
    std::size_t at = 0;
    const auto *match = matcher->find(text, 0, Matcher::End::Final, at);
    return match ? std::optional(Found{match->secret->name, at}) : std::nullopt;
}

void Redactor::install()
{
    log::setRedactor([this](std::string_view text) { return redact(text); });
}

void Redactor::uninstall()
{
    log::setRedactor({});
}

} // namespace signalbox::vault
