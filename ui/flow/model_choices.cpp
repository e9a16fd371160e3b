// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/model_choices.h"

#include <algorithm>
#include <set>

namespace signalbox::ui {

ModelChoices::ModelChoices(Workbench &bench, QObject *parent) : QObject(parent), m_bench(bench)
{
    connect(&bench.link(), &BackendLink::changed, this, &ModelChoices::forget);
}

void ModelChoices::forget()
{
    m_scope.renew();
    m_isFollowing = m_wasRead = false;
    m_reading = 0;
    m_providers.clear();
    m_models.clear();
    m_problem.clear();
    Q_EMIT changed();
}

void ModelChoices::read()
{
    if (!m_isFollowing) {
        m_isFollowing = true;
        ++m_reading;
        m_scope.start([this](std::stop_token stop) { return follow(stop); });
    }
}

// Events come before the list is read, so that no change is missed. Without them (not everybody may read them) it is read again
// when somebody asks.
Task<void> ModelChoices::follow(std::stop_token stop)
{
    std::unique_ptr<client::EventStream> stream;
    if (auto *client = m_bench.link().client()) {
        api::EventSubscribeParams wanted;
        wanted.topics = "provider.*";
        auto opened = co_await client->subscribe(wanted, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (opened) {
            stream = std::move(*opened);
        }
    }
    for (bool isFirst = true;; isFirst = false) {
        if (!isFirst) {
            ++m_reading;
        }
        co_await readProviders(stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!stream || !m_wasRead) {
            break;
        }
        auto events = co_await stream->next(stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!events) {
            break;
        }
        m_models.clear();
    }
    m_isFollowing = false;
}

Task<void> ModelChoices::readProviders(std::stop_token stop)
{
    const api::Nothing nothing;
    auto list = co_await m_bench.call<api::ProvidersList>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    --m_reading;
    m_wasRead = list.ok();
    m_problem = list ? QString() : textOf(list.error());
    m_providers = list ? std::move(list->providers) : std::vector<api::ProviderView>();
    Q_EMIT changed();
}

void ModelChoices::readModelsOf(const QString &provider)
{
    m_problem.clear();
    for (const auto &name : namedBy(provider)) {
        if (m_models.contains(name)) {
            continue;
        }
        m_models.try_emplace(name);
        ++m_reading;
        m_scope.start([this, name](std::stop_token stop) { return readModels(name, stop); });
    }
}

Task<void> ModelChoices::readModels(std::string provider, std::stop_token stop)
{
    api::ModelListParams asked;
    asked.provider = provider;
    auto list = co_await m_bench.call<api::ModelsList>(std::move(asked), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    --m_reading;
    if (list) {
        m_models[provider] = std::move(list->models);
    } else {
        m_models.erase(provider);
        m_problem = textOf(list.error());
    }
    Q_EMIT changed();
}

const api::ProviderView *ModelChoices::find(std::string_view id) const
{
    const auto found = std::ranges::find(m_providers, id, &api::ProviderView::id);
    return found == m_providers.end() ? nullptr : &*found;
}

void ModelChoices::addNamed(std::vector<std::string> &names, const std::string &id) const
{
    const auto *view = find(id);
    if (!view || std::ranges::find(names, id) != names.end()) {
        return;
    }
    names.push_back(id);
    for (const auto &member : view->members) {
        addNamed(names, member.provider);
    }
}

// The providers of a text as "openai/gpt-5-mini, local", with those of groups; of nothing, those of the default.
std::vector<std::string> ModelChoices::namedBy(const QString &provider) const
{
    std::vector<std::string> names;
    for (const auto &part : provider.split(u',', Qt::SkipEmptyParts)) {
        addNamed(names, part.section(u'/', 0, 0).trimmed().toStdString());
    }
    if (provider.trimmed().isEmpty()) {
        if (find("default")) {
            addNamed(names, "default");
        } else if (m_providers.size() == 1) {
            addNamed(names, m_providers.front().id);
        }
    }
    // A group has no models of its own.
    std::erase_if(names, [this](const std::string &name) { return find(name)->kind == api::ProviderKind::Group; });
    return names;
}

QList<TextField::Choice> ModelChoices::providers() const
{
    QList<TextField::Choice> choices;
    for (const auto &provider : m_providers) {
        const QString detail = provider.kind == api::ProviderKind::Group ? tr("group of %n providers", nullptr, static_cast<int>(provider.members.size())) : qt(provider.defaultModel);
        choices.append({qt(provider.id), detail});
    }
    return choices;
}

QList<TextField::Choice> ModelChoices::modelsOf(const QString &provider) const
{
    const auto names = namedBy(provider);
    QList<TextField::Choice> choices;
    std::set<std::string_view> known;
    for (const auto &name : names) {
        const auto found = m_models.find(name);
        if (found == m_models.end()) {
            continue;
        }
        for (const auto &model : found->second) {
            if (known.insert(model.id).second) {
                const QString title = model.title == model.id ? QString() : qt(model.title);
                choices.append({qt(model.id), names.size() > 1 ? (title.isEmpty() ? qt(name) : tr("%1, %2").arg(title, qt(name))) : title});
            }
        }
    }
    return choices;
}

} // namespace signalbox::ui
