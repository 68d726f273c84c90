namespace TextClassify.Training.Behaviour;

/// <summary>A text of a test, and what was made of it.</summary>
/// <param name="Text">Of a template.</param>
/// <param name="Changed">None in a minimum test.</param>
internal sealed record SuiteCase(string Text, IReadOnlyList<string> Changed);
