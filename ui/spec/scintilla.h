// SPDX-License-Identifier: GPL-3.0-or-later
// QScintilla's headers, which are written with the keywords of Qt that this project does without.
#pragma once

#include <QtGlobal>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscilexerjson.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots
