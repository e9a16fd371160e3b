// SPDX-License-Identifier: GPL-3.0-or-later
// Payloads too large for a row: files named by their content, written once, read in pieces.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::store {

/// What collect() spares although nothing names it: payloads as often as they were pinned. It may outlive its store.
/// Thread: any.
class PayloadPins
{
public:
    /// Names as sha256-… or as the bare hash.
    void add(std::string_view name);
    void remove(std::string_view name);
    bool contains(std::string_view name) const;
    std::vector<std::string> hashes() const;

private:
    mutable std::mutex m_mutex;
    std::multiset<std::string, std::less<>> m_hashes;
};

/// Content-addressed files under one folder. A payload and its folder are on the disk before put()
/// returns, so a row may name it. The same content is stored once.
/// Thread: any; calls block on the disk, so never on the backend's or the GUI's thread.
class PayloadStore
{
public:
    /// Texts longer than this are spilled.
    static constexpr std::size_t kThreshold = 64 << 10;

    explicit PayloadStore(std::string folder);

    /// Gives the reference text that stands in a row: {"$payload":"sha256-…","bytes":123}.
    /// Errors: store.full, store.io.
    Result<std::string> put(std::string_view bytes);
    /// put(), and collect() spares it until it is removed from the pins: for what no row names yet, for long.
    Result<std::string> putPinned(std::string_view bytes);
    const std::shared_ptr<PayloadPins> &pins() const { return m_pins; }
    /// Makes it young, so that collect() spares it for an hour. Errors: payload.missing.
    Result<void> touch(std::string_view name) const;
    /// Reads it whole, verifying the hash. Errors: payload.missing, payload.corrupt, store.io.
    Result<std::string> get(std::string_view reference) const;
    /// Reads part of it. At most 1 MiB.
    Result<std::string> read(std::string_view reference, std::uint64_t offset, std::size_t length) const;
    /// Whether a row's text is a reference.
    static bool isReference(std::string_view text);
    /// Gives each name (sha256-…) that stands in a text.
    template<typename F>
    static void namesIn(std::string_view text, F each)
    {
        constexpr std::string_view kName = "sha256-";
        for (auto at = text.find(kName); at != std::string_view::npos; at = text.find(kName, at + kName.size())) {
            const auto name = text.substr(at, kName.size() + kHashLength);
            if (isHash(name.substr(kName.size()))) {
                each(name);
            }
        }
    }
    struct Swept
    {
        std::uint64_t files = 0;
        std::uint64_t bytes = 0;
        std::uint64_t spared = 0; ///< named by nothing, but too young to go
    };
    /// Deletes files that are named neither in the texts of `keep` nor by what is, and that are older than `grace`
    /// seconds, with the folders that this empties. Of what is put while it goes on nothing is deleted. Ends
    /// half-way if `stop` is requested.
    Result<Swept> sweep(const std::vector<std::string> &keep, std::int64_t grace, std::stop_token stop);
    /// Deletes files that are named neither in the texts of `keep` nor by what is (the pages of arrays, however deep), and that
    /// are older than `grace` seconds. Gives how many.
    Result<std::uint64_t> collect(const std::vector<std::string> &keep, std::int64_t grace = 3600);

private:
    static constexpr std::size_t kHashLength = 64;
    static bool isHash(std::string_view text);

    std::string m_folder;
    mutable std::shared_mutex m_files; // shared: a file is made or made young; alone: one is deleted
    std::shared_ptr<PayloadPins> m_pins = std::make_shared<PayloadPins>();
};

} // namespace signalbox::store
