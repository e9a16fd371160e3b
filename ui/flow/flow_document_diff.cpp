// SPDX-License-Identifier: GPL-3.0-or-later
// The document beside another version of it: the comparison stands in the place of the canvas.
#include "ui/flow/flow_document.h"

#include "ui/flow/canvas_commands.h"
#include "ui/flow/diff_view.h"

#include <QSplitter>

namespace signalbox::ui {

bool FlowDocument::isComparing() const
{
    return m_diff && m_diff->isVisibleTo(this);
}

void FlowDocument::compareVersions()
{
    if (!m_editor || m_id.empty()) {
        return;
    }
    if (isComparing()) {
        endComparing();
        return;
    }
    if (!m_diff) {
        m_diff = new DiffView(m_bench);
        m_parts->insertWidget(1, m_diff);
        m_parts->setStretchFactor(1, 1);
        connect(m_diff, &DiffView::closed, this, &FlowDocument::endComparing);
        connect(m_diff, &DiffView::compared, this, &FlowDocument::commandsChanged);
        connect(&m_diff->canvas(), &canvas::CanvasView::announced, &m_bench, &Workbench::announced);
    }
    Q_EMIT flushRequested();
    m_pane->hide();
    m_diff->show();
    m_diff->start(m_id, m_editor.get(), [this](std::function<void(const json::Value &root)> read) { return std::function<void()>(reading(std::move(read))); });
    m_diff->setFocus(Qt::OtherFocusReason);
    Q_EMIT commandsChanged();
}

void FlowDocument::endComparing()
{
    if (!m_diff) {
        return;
    }
    const bool wasShown = isComparing();
    m_diff->stop();
    m_diff->hide();
    m_pane->show();
    if (wasShown) {
        m_canvas->setFocus(Qt::OtherFocusReason);
        Q_EMIT commandsChanged();
    }
}

// What edits works on a canvas that is not seen then, so it waits; what looks, looks at both versions.
std::optional<bool> FlowDocument::canWhileComparing(const QString &command) const
{
    if (!isComparing()) {
        return std::nullopt;
    }
    if (command == QLatin1String("edit.undo") || command == QLatin1String("edit.redo")) {
        return std::nullopt;
    }
    if (command == QLatin1String("edit.nextProblem") || command == QLatin1String("edit.previousProblem")) {
        return !m_diff->changes().empty();
    }
    if (const auto *ofCanvas = findCanvasCommand(command); ofCanvas && (command.startsWith(QLatin1String("view.zoom")) || command == QLatin1String("edit.copyPicture"))) {
        return ofCanvas->can(m_diff->canvas());
    }
    if (command.startsWith(QLatin1String("edit.")) || command.startsWith(QLatin1String("arrange.")) || command.startsWith(QLatin1String("view.")) || command == QLatin1String("run.breakpoint")) {
        return false;
    }
    return std::nullopt;
}

bool FlowDocument::performWhileComparing(const QString &command)
{
    const auto can = canWhileComparing(command);
    if (!can || !*can) {
        return can.has_value();
    }
    if (const auto *ofCanvas = findCanvasCommand(command)) {
        ofCanvas->run(m_diff->canvas());
    } else {
        m_diff->step(command == QLatin1String("edit.nextProblem") ? 1 : -1);
    }
    return true;
}

} // namespace signalbox::ui
