// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/support/shell_rig.h"

namespace signalbox::test {

using namespace ui;

void RigDocument::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.color(Role::Canvas));
    painter.setPen(QPen(m_theme.color(Role::CanvasGrid), 2));
    for (int y = 12; y < height(); y += 24) {
        for (int x = 12; x < width(); x += 24) {
            painter.drawPoint(x, y);
        }
    }
    struct Sketch
    {
        int x;
        int y;
        Family family;
        const char *icon;
        const char *title;
        State state;
    };
    const QList<Sketch> nodes = {{60, 120, Family::Trigger, "node-trigger-manual", "Manual start", State::Succeeded}, {300, 120, Family::Files, "node-file-read", "Read mails", State::Succeeded},
                                 {540, 60, Family::Flow, "node-map", "Classify each", State::Running},           {540, 200, Family::Network, "node-http", "Look up sender", State::Failed},
                                 {780, 120, Family::Logic, "node-condition", "Any urgent?", State::InDoubt},     {60, 260, Family::Data, "node-transform", "Report", State::Waiting},
                                 {300, 260, Family::Data, "node-filter", "Only new", State::Skipped},            {780, 260, Family::Flow, "node-output", "Output", State::Idle}};
    for (const auto &node : nodes) {
        const QRectF box(node.x, node.y, 190, 64);
        const auto &look = m_theme.state(node.state);
        painter.setPen(QPen(node.state == State::Idle ? m_theme.color(Role::NodeBorder) : look.color, 1.5));
        painter.setBrush(m_theme.color(Role::Node));
        painter.drawRoundedRect(box, radius::kL, radius::kL);
        const QRectF tile(node.x + 12, node.y + 14, 36, 36);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.tint(node.family).soft);
        painter.drawRoundedRect(tile, radius::kM, radius::kM);
        painter.drawPixmap(tile.topLeft() + QPointF(8, 8), m_theme.pixmap(QString::fromLatin1(node.icon), 20, devicePixelRatioF(), m_theme.tint(node.family).color));
        painter.setPen(m_theme.color(Role::Text));
        painter.setFont(m_theme.font(TextStyle::Strong));
        painter.drawText(QRectF(node.x + 58, node.y + 12, 120, 20), Qt::AlignVCenter, QString::fromLatin1(node.title));
        painter.setFont(m_theme.font(TextStyle::Caption));
        painter.setPen(m_theme.color(Role::TextMuted));
        painter.drawText(QRectF(node.x + 58, node.y + 33, 120, 18), Qt::AlignVCenter, stateText(node.state));
        m_theme.paintState(painter, QRectF(node.x + 166, node.y - 8, 18, 18), node.state, 0.2);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(Role::Focus), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

namespace {

QWidget *listPane(const Theme &theme, QWidget *parent, const QString &search, RowDelegate::Lines lines, bool states)
{
    auto *pane = new QWidget(parent);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(space::kM, 0, space::kM, space::kM);
    layout->setSpacing(space::kM);
    layout->addWidget(new SearchField(theme, search));
    auto *list = new QListView;
    auto *model = new QStandardItemModel(list);
    for (int i = 0; i < 40; ++i) {
        auto *item = new QStandardItem(states ? QStringLiteral("Support triage") : QStringLiteral("run.step"));
        if (states) {
            item->setData(int(State::Queued) + i % 8, row::StateRole);
            item->setData(QStringLiteral("24 mails · %1 steps").arg(12 + i), row::Detail);
        } else {
            item->setIcon(theme.icon(QStringLiteral("events"), Role::TextMuted));
            item->setData(QStringLiteral("classify-one finished in %1 ms").arg(3 + i), row::Detail);
        }
        item->setData(QStringLiteral("14:0%1:27").arg(i % 10), row::Note);
        model->appendRow(item);
    }
    list->setModel(model);
    list->setItemDelegate(new RowDelegate(theme, lines, list));
    list->setAccessibleName(search);
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformItemSizes(true);
    list->setCurrentIndex(model->index(2, 0));
    layout->addWidget(list, 1);
    return pane;
}

QWidget *formPane(const Theme &theme, QWidget *parent)
{
    auto *pane = new QWidget(parent);
    auto *form = new QFormLayout(pane);
    form->setContentsMargins(space::kL, space::kS, space::kL, space::kL);
    form->setSpacing(space::kM);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    const auto named = [](QWidget *widget, const QString &name) {
        widget->setAccessibleName(name);
        return widget;
    };
    auto *method = new QComboBox;
    method->addItems({QStringLiteral("GET"), QStringLiteral("POST")});
    auto *url = new QLineEdit(QStringLiteral("{{ vars.hook }}"));
    url->setFont(theme.font(TextStyle::Code));
    auto *attempts = new QSpinBox;
    attempts->setValue(3);
    auto *follow = new QCheckBox(QStringLiteral("Follow redirects"));
    follow->setChecked(true);
    form->addRow(QStringLiteral("Method"), named(method, QStringLiteral("Method")));
    form->addRow(QStringLiteral("URL"), named(url, QStringLiteral("URL")));
    form->addRow(QStringLiteral("Attempts"), named(attempts, QStringLiteral("Attempts")));
    form->addRow(named(follow, QStringLiteral("Follow redirects")));
    return pane;
}

} // namespace

ShellRig::ShellRig(const QString &folder)
    : settingsFile(folder + QStringLiteral("/settings.json"))
    , sessionFile(folder + QStringLiteral("/session.json"))
    , settings(settingsFile)
    , actions(theme, sessionFile)
    , window({theme, settings, sessionFile, actions})
{
    dress(*qApp, theme);
}

ShellRig::~ShellRig()
{
    QApplication::setStyle(QStringLiteral("Fusion")); // the style of this rig refers to its theme
}

void ShellRig::addPanes()
{
    window.addPane({.id = QStringLiteral("inspector"), .title = QStringLiteral("Inspector"), .icon = QStringLiteral("inspector"), .area = PaneArea::End, .create = [this](QWidget *parent) { return formPane(theme, parent); }});
    window.addPane({.id = QStringLiteral("spec"), .title = QStringLiteral("Specification"), .icon = QStringLiteral("spec"), .area = PaneArea::End, .tabbedWith = QStringLiteral("inspector"), .create = [this](QWidget *parent) {
                        auto *text = new QPlainTextEdit(QStringLiteral("{\n  \"nodes\": []\n}"), parent);
                        text->setFont(theme.font(TextStyle::Code));
                        text->setFrameShape(QFrame::NoFrame);
                        return text;
                    }});
    window.addPane({.id = QStringLiteral("chat"), .title = QStringLiteral("Chat"), .icon = QStringLiteral("chat"), .area = PaneArea::End, .shown = false, .create = [this](QWidget *parent) {
                        return new EmptyState(theme, QStringLiteral("chat"), QStringLiteral("Nothing said yet"), QStringLiteral("Type /help for what you can ask."), parent);
                    }});
    window.addPane({.id = QStringLiteral("events"), .title = QStringLiteral("Events"), .icon = QStringLiteral("events"), .area = PaneArea::Bottom, .extent = 220, .create = [this](QWidget *parent) {
                        return listPane(theme, parent, QStringLiteral("Filter events"), RowDelegate::Lines::One, false);
                    }});
    window.addPane({.id = QStringLiteral("runs"), .title = QStringLiteral("Runs"), .icon = QStringLiteral("runs"), .area = PaneArea::Bottom, .extent = 220, .create = [this](QWidget *parent) {
                        return listPane(theme, parent, QStringLiteral("Filter runs"), RowDelegate::Lines::Two, true);
                    }});
}

RigDocument *ShellRig::addDocument(const QString &location, const QString &title)
{
    auto *document = new RigDocument(theme, location, title);
    window.add(document);
    return document;
}

void ShellRig::fillStartPage()
{
    window.startPage().setSamples({{QStringLiteral("sample:support-triage"), QStringLiteral("Support triage"), QStringLiteral("Reads two dozen mails, classifies each, and writes a report and the follow-ups."), {}, QStringLiteral("chat"), Family::Flow},
                                   {QStringLiteral("sample:order-pipeline"), QStringLiteral("Order pipeline"), QStringLiteral("Checks orders against stock and books them at a service on this computer."), {}, QStringLiteral("node-http"), Family::Network},
                                   {QStringLiteral("sample:wide-map"), QStringLiteral("Wide map"), QStringLiteral("Thousands of readings through one map: what a large run looks like."), {}, QStringLiteral("node-map"), Family::Data}});
    window.startPage().setRecent({{QStringLiteral("flow:1"), QStringLiteral("Mail triage"), QStringLiteral("9 nodes · version 4 is live"), QStringLiteral("10 minutes ago")},
                                  {QStringLiteral("flow:2"), QStringLiteral("Nightly import"), QStringLiteral("21 nodes · draft"), QStringLiteral("yesterday")}});
}

} // namespace signalbox::test
