// SPDX-License-Identifier: GPL-3.0-or-later
// Loading plug-ins, and the types that they bring.
#pragma once

#include "engine/executors.h"
#include "nodes/plugin.h"

#include <string>

namespace signalbox::nodes {

/// Loads every plug-in of a folder and registers its types; all of them, or the error of the first that cannot be.
/// A library stays loaded until the program ends. Errors: plugin.folder, plugin.unsafe, plugin.load, plugin.entry,
/// plugin.abi, plugin.type, flow.typeExists, schema.invalid.
Result<void> loadPlugins(engine::ExecutorRegistry &registry, const std::string &folder);

/// Puts one type into the registry. `plugin` names it in messages. Errors: plugin.type, flow.typeExists, schema.invalid.
Result<void> addPluginType(engine::ExecutorRegistry &registry, const signalbox_type &type, const std::string &plugin);

} // namespace signalbox::nodes
