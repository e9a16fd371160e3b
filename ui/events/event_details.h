// SPDX-License-Identifier: GPL-3.0-or-later
// One event in full: what, when, from where, and its data.
#pragma once

#include "ui/events/event_model.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace signalbox::ui {

class ElidedLabel;
class JsonView;

class EventDetails : public QWidget
{
    Q_OBJECT
public:
    explicit EventDetails(const Theme &theme, QWidget *parent = nullptr);

    void setEvent(const EventRecord &event);
    JsonView &json() { return *m_json; }
    /// Actions stand as buttons beside the topic.
    void addButton(QAction *action);

Q_SIGNALS:
    void closed();

private:
    const Theme &m_theme;
    QLabel *m_sign;
    ElidedLabel *m_topic;
    ElidedLabel *m_facts;
    QHBoxLayout *m_buttons;
    JsonView *m_json;
};

} // namespace signalbox::ui
