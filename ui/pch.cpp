// SPDX-License-Identifier: GPL-3.0-or-later
// The one translation unit that compiles the windows' precompiled header (pch.h).
