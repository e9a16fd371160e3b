// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_pane.h"

#include "ui/canvas/find_bar.h"
#include "ui/canvas/minimap.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace signalbox::canvas {

namespace {

constexpr int kLeastMap = 120;

} // namespace

CanvasPane::CanvasPane(const ui::Theme &theme, QWidget *parent)
    : QWidget(parent), m_view(new CanvasView(theme, this)), m_minimap(new Minimap(*m_view, this)), m_find(new FindBar(*m_view, this)), m_trail(new QWidget(this)),
      m_trailRow(new QHBoxLayout(m_trail))
{
    setObjectName(QStringLiteral("canvasPane"));
    setFocusProxy(m_view);
    m_trail->setAccessibleName(tr("Where this graph is"));
    m_trail->setAutoFillBackground(true);
    m_trailRow->setContentsMargins(ui::space::kM, ui::space::kXs, ui::space::kM, ui::space::kXs);
    m_trailRow->setSpacing(ui::space::kXs);
    m_trail->hide();
    connect(m_view, &CanvasView::findRequested, this, &CanvasPane::openFind);
    connect(m_view, &CanvasView::sceneChanged, this, &CanvasPane::place);
}

void CanvasPane::setEditor(FlowEditor *editor)
{
    if (m_editor) {
        disconnect(m_editor, &FlowEditor::scopeChanged, this, nullptr);
    }
    m_editor = editor;
    m_find->hide();
    m_view->setEditor(editor);
    if (editor) {
        connect(editor, &FlowEditor::scopeChanged, this, &CanvasPane::fillTrail);
    }
    fillTrail();
}

void CanvasPane::setMinimapVisible(bool on)
{
    m_wantsMinimap = on;
    place();
}

void CanvasPane::openFind()
{
    m_find->open();
    place();
}

void CanvasPane::fillTrail()
{
    while (auto *item = m_trailRow->takeAt(0)) {
        if (item->widget()) {
            item->widget()->deleteLater();
        }
        delete item;
    }
    const auto scope = m_editor ? m_editor->scope() : std::vector<std::string>();
    const auto add = [this](const QString &text, std::vector<std::string> to, bool last) {
        auto *button = new QToolButton(m_trail);
        button->setText(text);
        button->setAutoRaise(true);
        button->setEnabled(!last);
        connect(button, &QToolButton::clicked, this, [this, to = std::move(to)] { m_editor->setScope(to); });
        m_trailRow->addWidget(button);
        if (!last) {
            auto *arrow = new QLabel(layoutDirection() == Qt::RightToLeft ? QStringLiteral("‹") : QStringLiteral("›"), m_trail);
            m_trailRow->addWidget(arrow);
        }
    };
    if (!scope.empty()) {
        const auto *root = m_editor->root().if_object();
        const auto name = root ? json::text(*root, "name") : std::string_view();
        add(name.empty() ? tr("Flow") : QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), {}, false);
        for (std::size_t i = 0; i + 1 < scope.size(); i += 2) {
            add(QString::fromStdString(scope[i + 1]), {scope.begin(), scope.begin() + static_cast<std::ptrdiff_t>(i) + 2}, i + 2 >= scope.size());
        }
    }
    m_trail->setVisible(!scope.empty());
    place();
}

void CanvasPane::place()
{
    m_view->setGeometry(rect());
    const int gap = ui::space::kL;
    const bool right = layoutDirection() == Qt::RightToLeft;
    // The overview takes a share of a small canvas, and no more height than the flow's shape needs.
    const QSize most = m_minimap->sizeHint();
    const QRectF all = m_view->scene().bounds();
    const int mapWidth = std::clamp(width() / 5, kLeastMap, most.width());
    const double shape = all.isEmpty() ? 0.6 : all.height() / all.width();
    const QSize map(mapWidth, std::clamp(static_cast<int>(mapWidth * shape) + 20, kLeastMap / 2, most.height() * mapWidth / most.width()));
    const bool room = width() > map.width() * 2 && height() > map.height() * 2;
    m_minimap->setVisible(m_wantsMinimap && room && m_view->scene().nodes().size() > 1);
    m_minimap->setGeometry(right ? gap : width() - map.width() - gap, height() - map.height() - gap, map.width(), map.height());
    m_find->adjustSize();
    m_find->move(right ? gap : width() - m_find->width() - gap, gap);
    m_trail->adjustSize();
    m_trail->move(right ? width() - m_trail->width() - gap : gap, gap);
}

void CanvasPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void CanvasPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        place();
    }
}

} // namespace signalbox::canvas
