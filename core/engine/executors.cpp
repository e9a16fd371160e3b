// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/executors.h"

namespace signalbox::engine {

Result<void> ExecutorRegistry::addPure(flow::NodeType type, PureFactory factory)
{
    const auto name = type.name;
    SB_CHECK(m_catalogue.add(std::move(type)));
    m_pure.emplace(name, std::move(factory));
    return {};
}

Result<void> ExecutorRegistry::addEffect(flow::NodeType type, std::shared_ptr<EffectExecutor> executor)
{
    const auto name = type.name;
    SB_CHECK(m_catalogue.add(std::move(type)));
    m_effects.emplace(name, std::move(executor));
    return {};
}

Result<void> ExecutorRegistry::addBuiltIn(flow::NodeType type)
{
    return m_catalogue.add(std::move(type));
}

const PureFactory *ExecutorRegistry::findPure(std::string_view type) const
{
    const auto found = m_pure.find(std::string(type));
    return found == m_pure.end() ? nullptr : &found->second;
}

std::shared_ptr<EffectExecutor> ExecutorRegistry::findEffect(std::string_view type) const
{
    const auto found = m_effects.find(std::string(type));
    return found == m_effects.end() ? nullptr : found->second;
}

} // namespace signalbox::engine
