// SPDX-License-Identifier: GPL-3.0-or-later
// The node types of the product's first floor, put into an engine's registry. Types that need a higher
// room (agents, tools, the sandbox) are registered by that room, not here.
#pragma once

#include "engine/executors.h"
#include "http/client.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace signalbox::llm {
class Gateway;
}

namespace signalbox::nodes {

/// Where file nodes may reach, and how much they may read.
struct FilePolicy
{
    /// Whether an absolute path may lead anywhere on this machine, or only into `folders`.
    enum class Absolute { Refuse, Allow } absolute = Absolute::Refuse;
    /// Folders, as absolute paths, into which absolute paths may lead where they are refused elsewhere.
    std::vector<std::string> folders;
    /// The most that one file may hold, whatever a node's configuration says.
    std::uint64_t maxFileBytes = 256u << 20;
    /// The most that one step reads, over all files of a glob.
    std::uint64_t maxTotalBytes = 512u << 20;
    /// The most files that a glob may match.
    std::size_t maxFiles = 20'000;
};

/// What the node types stand on. The references outlive the registry.
struct NodeServices
{
    http::Client &http;
    Clock &clock;
    /// What `http.request` may connect to; null: the client's own policy (public addresses, unless it
    /// was made otherwise). An embedded backend that serves one person usually allows loopback.
    std::shared_ptr<const http::AddressPolicy> addresses;
    FilePolicy files;
    /// Threads for blocking work on files.
    int fileThreads = 4;
    /// What `llm` asks; null: nobody, and its steps fail.
    llm::Gateway *models = nullptr;
    /// The folder whose plug-ins are loaded (plugin.h); empty: none.
    std::string plugins = {};
    /// Takes the secrets out of a text of which more may come (vault::Redactor::redactBeginning); empty: there are none.
    std::function<std::string(std::string &)> redactBeginning = {};
};

/// Registers every type that stands in types/, then those of the plug-ins.
/// Errors: flow.typeExists, schema.invalid, plugin.*.
Result<void> registerNodes(engine::ExecutorRegistry &registry, NodeServices services);

} // namespace signalbox::nodes
