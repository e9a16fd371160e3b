// SPDX-License-Identifier: GPL-3.0-or-later
// The way to a first model: where it stands in the window, and what is remembered of it.
#include "desktop/desktop.h"

#include "ui/models/model_guide.h"
#include "ui/shell/document_area.h"

namespace signalbox::desktop {

using namespace ui;

namespace {

constexpr QLatin1String kSkipped("modelGuideSkipped");

} // namespace

void Desktop::addGuide()
{
    m_guide = new ModelGuide(m_theme);
    m_window->startPage().setNotice(m_guide);
    m_guide->setSkipped(m_sessionFile.value(kSkipped).toBool());
    m_guide->follow(m_link);
    const auto skip = [this] {
        m_guide->setSkipped(true);
        m_sessionFile.set(kSkipped, true);
    };
    connect(m_guide, &ModelGuide::skipped, this, [this, skip] {
        skip();
        m_window->startPage().setFocus(Qt::OtherFocusReason);
    });
    connect(m_guide, &ModelGuide::examplesRequested, this, [this, skip] {
        skip();
        m_window->open(QStringLiteral("sample:customer-mail"));
    });
    connect(m_guide, &ModelGuide::connected, this, [this](const QString &provider) {
        m_window->toasts().show({ToastMessage::Kind::Success, tr("“%1” is connected. Flows can ask it now.").arg(provider), tr("Show"), [this] { m_window->showPane(QStringLiteral("models")); }});
    });
    // What was set up elsewhere meanwhile.
    connect(&m_window->documents(), &DocumentArea::currentChanged, this, [this] {
        if (m_window->documents().current() == &m_window->startPage() && m_guide->isWanted()) {
            m_guide->refresh();
        }
    });
    m_actions.add({.id = QStringLiteral("models.guide"), .text = tr("Connect a &model…"), .category = tr("Help"), .icon = QStringLiteral("node-llm"), .menu = QStringLiteral("help")}, [this] { showGuide(); });
    connect(&m_flows->bench(), &Workbench::modelWanted, this, &Desktop::showGuide);
}

void Desktop::showGuide()
{
    if (auto *start = m_actions.find(QStringLiteral("file.start"))) {
        start->trigger();
    }
    m_guide->ask();
    m_window->startPage().showNotice();
}

} // namespace signalbox::desktop
