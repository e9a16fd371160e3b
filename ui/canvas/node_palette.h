// SPDX-License-Identifier: GPL-3.0-or-later
// A popup that finds a type of node by a few typed letters.
#pragma once

#include "ui/canvas/catalogue.h"
#include "ui/theme/theme.h"

#include <QFrame>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace signalbox::canvas {

/// The types of a catalogue by how well they fit what is typed, those used lately first.
std::vector<const TypeInfo *> rankTypes(const Catalogue &catalogue, const QString &typed, const QStringList &recent, const std::function<bool(const TypeInfo &)> &filter);

/// Thread: the one of the window.
class NodePalette : public QFrame
{
    Q_OBJECT
public:
    using Filter = std::function<bool(const TypeInfo &)>;

    explicit NodePalette(const ui::Theme &theme, QWidget *parent = nullptr);

    /// Opens at a place of the screen with only the types that the filter lets pass.
    void open(const Catalogue &catalogue, Filter filter, const QPoint &global, const QString &typed);
    QLineEdit *input() const { return m_input; }
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void chosen(const QString &type);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refill();
    void choose(int row);

    const ui::Theme &m_theme;
    const Catalogue *m_catalogue = nullptr;
    Filter m_filter;
    QLineEdit *m_input;
    QListWidget *m_list;
    QLabel *m_help;
    QStringList m_recent;
};

} // namespace signalbox::canvas
