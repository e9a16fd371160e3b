// SPDX-License-Identifier: GPL-3.0-or-later
// A number as a person writes it.
#pragma once

#include "ui/flow/field_editor.h"

#include <QAbstractSpinBox>

class QLineEdit;

namespace signalbox::ui {

/// Whole numbers of 64 bits and decimal ones in one box with steps. What it writes is JSON; what is typed may also be as the
/// language has it ("0,7").
class NumberBox : public QAbstractSpinBox
{
    Q_OBJECT
public:
    explicit NumberBox(const FieldSpec &spec);

    QLineEdit *line() const { return lineEdit(); }
    /// Nothing where no number is written, or none that is one.
    std::optional<json::Value> number() const;
    void stepBy(int steps) override;

protected:
    StepEnabled stepEnabled() const override { return StepUpEnabled | StepDownEnabled; }
    void wheelEvent(QWheelEvent *event) override { event->ignore(); } // the form scrolls; numbers do not change by accident

private:
    FieldSpec m_spec;
};

} // namespace signalbox::ui
