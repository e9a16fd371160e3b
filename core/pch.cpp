// SPDX-License-Identifier: GPL-3.0-or-later
// The one translation unit that compiles the precompiled header (pch.h).
