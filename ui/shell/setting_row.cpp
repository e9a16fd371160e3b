// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/setting_row_p.h"

#include "ui/shell/settings.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QSpinBox>
#include <QToolButton>

namespace signalbox::ui {

SettingRow::SettingRow(const Theme &theme, Settings &settings, const SettingSpec &spec)
    : m_theme(theme)
    , m_settings(settings)
    , m_id(spec.id)
    , m_page(spec.page)
    , m_words(spec.title + u' ' + spec.description + u' ' + spec.page + u' ' + spec.id)
    , m_control(makeControl(spec))
    , m_reset(new QToolButton)
{
    for (const auto &option : spec.options) {
        m_words += u' ' + option.text;
    }
    auto *title = new TextLabel(theme, spec.title);
    title->setWordWrap(true);
    auto *description = new TextLabel(theme, spec.description, TextStyle::Small, Role::TextMuted);
    description->setWordWrap(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(space::kXs);
    words->addWidget(title);
    words->addWidget(description);
    m_control->setAccessibleName(spec.title);
    m_control->setAccessibleDescription(spec.description);
    const QString back = tr("Reset “%1” to its default").arg(spec.title);
    m_reset->setAutoRaise(true);
    m_reset->setIcon(theme.icon(QStringLiteral("restore"), Role::TextMuted));
    m_reset->setToolTip(back);
    m_reset->setAccessibleName(back);
    QSizePolicy keep = m_reset->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keep);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, space::kL, 0, space::kL);
    layout->setSpacing(space::kL);
    layout->addLayout(words, 1);
    layout->addWidget(m_control, 0, Qt::AlignVCenter);
    layout->addWidget(m_reset, 0, Qt::AlignVCenter);
    connect(m_reset, &QToolButton::clicked, this, [this] { m_settings.reset(m_id); });
    connect(&settings, &Settings::changed, this, [this](const QString &id) {
        if (id == m_id) {
            refresh();
        }
    });
    refresh();
}

bool SettingRow::matches(const QString &typed) const
{
    for (const auto &word : typed.split(u' ', Qt::SkipEmptyParts)) {
        if (!m_words.contains(word, Qt::CaseInsensitive)) {
            return false;
        }
    }
    return true;
}

QWidget *SettingRow::makeControl(const SettingSpec &spec)
{
    constexpr int kControlWidth = 190;
    switch (spec.kind) {
    case SettingSpec::Kind::Switch: {
        auto *box = new QCheckBox;
        m_show = [this, box] { box->setChecked(m_settings.isOn(m_id)); };
        connect(box, &QCheckBox::toggled, this, [this](bool on) { m_settings.set(m_id, on); });
        return box;
    }
    case SettingSpec::Kind::Choice: {
        auto *box = new QComboBox;
        for (const auto &option : spec.options) {
            box->addItem(option.text, option.value);
        }
        box->setMinimumWidth(kControlWidth);
        m_show = [this, box] { box->setCurrentIndex(box->findData(m_settings.value(m_id))); };
        connect(box, &QComboBox::activated, this, [this, box] { m_settings.set(m_id, box->currentData()); });
        return box;
    }
    case SettingSpec::Kind::Number: {
        auto *box = new QSpinBox;
        box->setRange(spec.least, spec.most);
        box->setSingleStep(spec.step);
        box->setSuffix(spec.suffix);
        box->setKeyboardTracking(false);
        box->setMinimumWidth(kControlWidth);
        m_show = [this, box] { box->setValue(m_settings.number(m_id)); };
        connect(box, &QSpinBox::valueChanged, this, [this](int value) { m_settings.set(m_id, value); });
        return box;
    }
    case SettingSpec::Kind::Text: {
        auto *field = new QLineEdit;
        field->setMinimumWidth(kControlWidth);
        m_show = [this, field] { field->setText(m_settings.text(m_id)); };
        connect(field, &QLineEdit::editingFinished, this, [this, field] { m_settings.set(m_id, field->text()); });
        return field;
    }
    }
    return new QWidget;
}

void SettingRow::refresh()
{
    const QSignalBlocker quiet(m_control);
    m_show();
    m_reset->setVisible(!m_settings.isDefault(m_id));
}

void SettingRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Role::Divider));
}

} // namespace signalbox::ui
