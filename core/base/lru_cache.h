// SPDX-License-Identifier: GPL-3.0-or-later
// A cache with two bounds that forgets what was used least recently.
#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <list>
#include <unordered_map>
#include <utility>

namespace signalbox {

/// A map that holds at most `maxEntries` entries whose weights sum to at most `maxWeight`.
/// Invariants: both bounds hold after every call; an entry that alone is over the weight is not kept.
/// Thread: one.
template<typename Key, typename Value, typename Hash = std::hash<Key>, typename Equal = std::equal_to<Key>>
class LruCache
{
public:
    explicit LruCache(std::size_t maxEntries, std::size_t maxWeight = static_cast<std::size_t>(-1))
        : m_maxEntries(maxEntries), m_maxWeight(maxWeight)
    {
    }

    /// The value, now the most recently used; null if it is not there. Valid until the next insert().
    Value *find(const Key &key)
    {
        const auto found = m_index.find(key);
        if (found == m_index.end()) {
            return nullptr;
        }
        m_entries.splice(m_entries.begin(), m_entries, found->second);
        return &found->second->value;
    }
    /// The same without counting as a use.
    const Value *peek(const Key &key) const
    {
        const auto found = m_index.find(key);
        return found == m_index.end() ? nullptr : &found->second->value;
    }

    /// Puts or replaces; what is least recently used goes until both bounds hold. False if the entry
    /// is too heavy to be kept; then its key is not there afterwards.
    bool insert(Key key, Value value, std::size_t weight = 1)
    {
        erase(key);
        if (weight > m_maxWeight || m_maxEntries == 0) {
            return false;
        }
        while (m_entries.size() >= m_maxEntries || m_weight > m_maxWeight - weight) {
            erase(std::prev(m_entries.end()));
        }
        m_entries.push_front(Entry{key, std::move(value), weight});
        m_index.emplace(std::move(key), m_entries.begin());
        m_weight += weight;
        return true;
    }
    bool erase(const Key &key)
    {
        const auto found = m_index.find(key);
        if (found == m_index.end()) {
            return false;
        }
        erase(found->second);
        return true;
    }
    void clear()
    {
        m_index.clear();
        m_entries.clear();
        m_weight = 0;
    }
    std::size_t size() const { return m_entries.size(); }
    std::size_t weight() const { return m_weight; }

private:
    struct Entry
    {
        Key key;
        Value value;
        std::size_t weight;
    };
    void erase(typename std::list<Entry>::iterator entry)
    {
        m_weight -= entry->weight;
        m_index.erase(entry->key);
        m_entries.erase(entry);
    }

    std::size_t m_maxEntries;
    std::size_t m_maxWeight;
    std::size_t m_weight = 0;
    std::list<Entry> m_entries;
    std::unordered_map<Key, typename std::list<Entry>::iterator, Hash, Equal> m_index;
};

} // namespace signalbox
