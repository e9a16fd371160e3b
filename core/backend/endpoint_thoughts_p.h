// SPDX-License-Identifier: GPL-3.0-or-later
// What providers want back with the calls of tools that their models made, and what clients of Chat Completions cannot
// carry: it is kept for a while and put back.
#pragma once

#include "base/lru_cache.h"
#include "llm/event.h"
#include "llm/request.h"

#include <string>

namespace signalbox::backend {

/// Thread: one.
class EndpointThoughts
{
public:
    /// Of an answer to a token.
    void keep(const std::string &token, const llm::Answer &answer);
    /// Into a request of the same token, where its messages lack them.
    void restore(const std::string &token, llm::Request &request);

private:
    struct Kept
    {
        llm::Opaque opaque;
        std::vector<llm::Part> before; ///< thoughts; with the first call of an answer
    };
    static constexpr std::size_t kMost = 4096;
    static constexpr std::size_t kMostBytes = 16u << 20;
    LruCache<std::string, Kept> m_kept{kMost, kMostBytes};
};

} // namespace signalbox::backend
