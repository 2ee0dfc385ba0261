"""The five values of the way of the data, each frozen: Source, Document, Article, Briefing, Report; at its end Artefact.

Stages meet here and nowhere else. Nothing in this package imports a stage or a third-party library.
"""
