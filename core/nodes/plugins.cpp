// SPDX-License-Identifier: GPL-3.0-or-later
// A plug-in is code that may do whatever its owner may: it is loaded from a folder that was named, and only if
// nobody else can have put it there.
#include "nodes/plugins_p.h"

#include "base/log.h"

#include <filesystem>

#include <QLibrary>

#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::nodes {

namespace {

namespace fs = std::filesystem;

constexpr const char *kEntry = "signalbox_plugin_entry";

// Errors: plugin.unsafe.
Result<void> checkOwner(const fs::path &path)
{
    struct stat status
    {
    };
    const bool isRead = ::stat(path.c_str(), &status) == 0;
    const bool isOurs = isRead && (status.st_uid == ::geteuid() || status.st_uid == 0);
    if (!isOurs || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        return Error("plugin.unsafe", "\"" + path.string() + "\" belongs to somebody else, or others may write to it, so it is not loaded. Take it over, and take their right to write away.", path.string());
    }
    return {};
}

Result<void> loadOne(engine::ExecutorRegistry &registry, const fs::path &path)
{
    const auto name = path.filename().string();
    SB_CHECK(checkOwner(path));
    QLibrary library(QString::fromStdString(path.string()));
    library.setLoadHints(QLibrary::ResolveAllSymbolsHint | QLibrary::PreventUnloadHint);
    if (!library.load()) {
        return Error("plugin.load", "The plug-in \"" + name + "\" cannot be loaded: " + library.errorString().toStdString() + ".", path.string());
    }
    using Entry = const signalbox_plugin *(*)();
    const auto entry = reinterpret_cast<Entry>(library.resolve(kEntry));
    const auto *plugin = entry ? entry() : nullptr;
    if (!plugin) {
        return Error("plugin.entry", "\"" + name + "\" is no plug-in of Signalbox: it has no function signalbox_plugin_entry, or that gives nothing. Take it out of the folder.", path.string());
    }
    if (plugin->abi != SIGNALBOX_PLUGIN_ABI) {
        return Error("plugin.abi", "The plug-in \"" + name + "\" was built for version " + std::to_string(plugin->abi) + " of the plug-in interface; this program has version " + std::to_string(SIGNALBOX_PLUGIN_ABI) + ". Build it against this program's signalbox/plugin.h.", path.string())
            .withArg("plugin", std::to_string(plugin->abi))
            .withArg("program", std::to_string(SIGNALBOX_PLUGIN_ABI));
    }
    if (plugin->size < sizeof(signalbox_plugin) || (plugin->type_count > 0 && !plugin->types)) {
        return Error("plugin.entry", "\"" + name + "\" is no plug-in of Signalbox: what its signalbox_plugin_entry gives is not whole. Build it anew.", path.string());
    }
    for (std::size_t i = 0; i < plugin->type_count; ++i) {
        if (!plugin->types[i]) {
            return Error("plugin.type", "The plug-in \"" + name + "\" names a type that is not there.", path.string());
        }
        SB_CHECK(addPluginType(registry, *plugin->types[i], name));
    }
    log::info("nodes", "a plug-in was loaded", {{"file", name}, {"name", plugin->name ? plugin->name : ""}, {"version", plugin->version ? plugin->version : ""}, {"types", plugin->type_count}});
    return {};
}

} // namespace

Result<void> loadPlugins(engine::ExecutorRegistry &registry, const std::string &folder)
{
    std::error_code failed;
    const auto place = fs::absolute(folder, failed);
    std::vector<fs::path> found;
    for (fs::directory_iterator entry(place, failed), end; !failed && entry != end; entry.increment(failed)) {
        if (QLibrary::isLibrary(QString::fromStdString(entry->path().string()))) {
            found.push_back(entry->path());
        }
    }
    if (failed) {
        return Error("plugin.folder", "The folder of plug-ins \"" + folder + "\" cannot be read: " + failed.message() + ".", folder);
    }
    if (!found.empty()) {
        SB_CHECK(checkOwner(place));
    }
    std::sort(found.begin(), found.end());
    for (const auto &path : found) {
        SB_CHECK(loadOne(registry, path));
    }
    return {};
}

} // namespace signalbox::nodes
