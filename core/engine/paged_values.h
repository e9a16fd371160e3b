// SPDX-License-Identifier: GPL-3.0-or-later
// Arrays that are too large for memory: in pages on the disk, written and read in their order.
#pragma once

#include "base/json.h"
#include "store/payload_store.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::engine {

/// Arrays that no row will ever name, those of a run that keeps nothing: they stay on the disk as long as this.
/// Thread: any.
class KeptArrays
{
public:
    explicit KeptArrays(const store::PayloadStore &payloads) : m_pins(payloads.pins()) {}
    ~KeptArrays();
    KeptArrays(const KeptArrays &) = delete;
    KeptArrays &operator=(const KeptArrays &) = delete;
    /// An index that is pinned already; what it names stays with it.
    void take(std::string name);

private:
    std::shared_ptr<store::PayloadPins> m_pins;
    std::mutex m_mutex;
    std::vector<std::string> m_names;
};

/// The paged arrays of one run. Such an array stands in values as a small object (base/paged_shape.h) that
/// only this run can read: its mark is made of the run's id, so that what comes from outside is never taken
/// for one. Pages and their index are payloads, on the disk before finish() answers.
/// Thread: any; what it makes, one at a time. Blocks on the disk.
class PagedValues
{
public:
    /// Arrays whose JSON is longer are paged: as much as an expression may touch (value.tooLarge beyond).
    static constexpr std::size_t kThreshold = 8u << 20;
    static constexpr std::size_t kPageBytes = 2u << 20;

    /// `kept` holds what is made here; null where rows will name it.
    PagedValues(store::PayloadStore &payloads, const std::string &run, std::function<std::string(std::string)> redact, std::shared_ptr<KeptArrays> kept = {});
    ~PagedValues();

    /// Whether the value is a paged array of this run.
    bool isPaged(const json::Value &value) const;

    /// A value of another run, whose paged arrays this run may read from now on.
    json::Value adopted(json::Value value, const PagedValues &from) const;

    /// Takes the items of an array, one after the other.
    class Writer
    {
    public:
        explicit Writer(PagedValues &owner);
        ~Writer();
        Writer(Writer &&) noexcept;
        /// Errors: store.full, store.io.
        Result<void> add(json::Value item);
        /// An item as its JSON.
        Result<void> addText(std::string_view text);
        /// The array, or what stands for it.
        Result<json::Value> finish();

    private:
        struct Private;
        std::unique_ptr<Private> d;
    };

    /// Gives the items of an array, plain or paged, in their order; it keeps one page in memory.
    class Reader
    {
    public:
        /// Errors: payload.*. `value` must be an array or paged, and live as long as this.
        static Result<Reader> open(const PagedValues &owner, const json::Value &value);
        ~Reader();
        Reader(Reader &&) noexcept;
        Reader &operator=(Reader &&) noexcept;
        std::size_t size() const;
        /// The next item. Errors: payload.*.
        Result<json::Value> next();

    private:
        Reader();
        struct Private;
        std::unique_ptr<Private> d;
    };

private:
    std::string markOf(std::string_view index) const;

    store::PayloadStore &m_payloads;
    std::string m_run;
    std::function<std::string(std::string)> m_redact;
    std::shared_ptr<KeptArrays> m_kept;
};

/// Results that come in any order, and are wanted in that of their items. What is more than memory should
/// hold lies in a file without a name meanwhile.
/// Thread: one at a time.
class OrderedResults
{
public:
    explicit OrderedResults(std::size_t count);
    ~OrderedResults();
    OrderedResults(const OrderedResults &) = delete;
    OrderedResults &operator=(const OrderedResults &) = delete;

    /// Errors: store.full, store.io.
    Result<void> set(std::size_t number, json::Value value);
    /// The array of those that were set.
    Result<json::Value> finish(PagedValues &pages);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::engine
