// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow_rig.h"

#include <QTest>

namespace signalbox::test {

FlowRig::FlowRig(const QString &folder)
{
    if (folder.isEmpty()) {
        m_own = std::make_unique<QTemporaryDir>();
        m_folder = m_own->path();
    } else {
        m_folder = folder;
    }
    theme.setSystemLook({ui::Scheme::Light, ui::Contrast::Normal, true});
    ui::dress(*qApp, theme);
    session::Options options;
    options.folder = m_folder.toStdString() + "/data";
    options.samplesFolder = sourceDir() + "/resources/samples";
    auto opened = test::await(session::Session::open(options, {}), Millis(30000));
    if (!opened) {
        qFatal("the backend does not open: %s", opened.error().describe().c_str());
    }
    session = std::move(*opened);
    drafts = std::make_unique<drafts::DraftStore>(m_folder.toStdString() + "/drafts");
    bench = std::make_unique<ui::Workbench>(theme, link);
    bench->setDrafts(drafts.get());
    QObject::connect(bench.get(), &ui::Workbench::said, bench.get(), [this](const ui::ToastMessage &message) { messages << message.text; });
    link.set(&session->client(), QStringLiteral("here"), ui::BackendLink::Reach::Local);
    link.setState(client::ConnectionState::Connected, {});
}

FlowRig::~FlowRig()
{
    m_document.reset();
    link.clear();
    bench.reset();
    test::await(session->close(), Millis(30000));
    session.reset();
    QApplication::setStyle(QStringLiteral("Fusion")); // the style of this rig refers to its theme
}

ui::FlowDocument &FlowRig::open(const QString &location)
{
    m_document = std::make_unique<ui::FlowDocument>(*bench, location);
    m_document->resize(1200, 800);
    m_document->show();
    bool looked = false;
    auto heard = QObject::connect(m_document.get(), &ui::FlowDocument::problemsChanged, [&] { looked = true; });
    if (!pumpUntil([&] { return looked; }, Millis(30000))) {
        qFatal("the document does not load: %s", qPrintable(messages.join(u' ')));
    }
    QObject::disconnect(heard);
    if (!QTest::qWaitForWindowExposed(m_document.get(), 30000)) {
        qFatal("the window does not come up");
    }
    m_document->canvas().zoomActual();
    m_document->canvas().finishMotion();
    pumpPending();
    return *m_document;
}

ui::FlowDocument &FlowRig::openText(const std::string &text, const std::string &id)
{
    save(id, text, 0);
    return open(QStringLiteral("flow:") + QString::fromStdString(id));
}

std::int64_t FlowRig::save(const std::string &id, const std::string &text, std::int64_t revision)
{
    api::FlowSaveParams params;
    params.id = id;
    params.text = text;
    params.revision = revision;
    auto saved = call<api::FlowsSave>(std::move(params));
    if (!saved) {
        qFatal("%s", saved.error().describe().c_str());
    }
    return saved->revision;
}

std::string FlowRig::configText(const std::string &node)
{
    const auto *found = m_document->editor()->node(node);
    const auto *config = found ? found->if_contains("config") : nullptr;
    return config ? json::write(*config) : std::string();
}

QPoint FlowRig::at(const char *node)
{
    auto &view = canvas();
    return view.fromScene(view.scene().rect(view.scene().find(node)).center()).toPoint();
}

void FlowRig::click(const char *node, Qt::KeyboardModifiers modifiers)
{
    canvas().goToNode(node);
    canvas().finishMotion();
    if (!(modifiers & Qt::ShiftModifier)) {
        canvas().selectNone();
    }
    QTest::mouseClick(&canvas(), Qt::LeftButton, modifiers, at(node));
    pumpPending();
}

bool FlowRig::waitForRun(Millis limit)
{
    const bool ended = pumpUntil([&] { return m_document->run().hasRun() && !m_document->run().isUnderWay(); }, limit);
    pumpPending();
    return ended;
}

} // namespace signalbox::test
