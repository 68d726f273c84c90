using TextClassify.Training.Recipes;

namespace TextClassify.Training.Behaviour;

/// <summary>What the types of a suite can't say.</summary>
internal static class SuiteRules
{
    public static RecipeFaults Faults(Suite suite)
    {
        var faults = new RecipeFaults();
        faults.Check(suite.Tests.Count > 0, "tests", 0, "at least one");
        foreach (var (name, words) in suite.Words)
        {
            faults.Check(words.Count > 0, $"words.{name}", 0, "at least one word");
        }

        foreach (var test in suite.Tests)
        {
            string at = $"the test '{test.Name}':";
            faults.Check(test.Texts.Count > 0, $"{at} texts", 0, "at least one");
            faults.Within($"{at} cases", test.Cases, 10_000);
            foreach (string word in test.Texts.SelectMany(Template.WordsOf).Distinct(StringComparer.Ordinal))
            {
                faults.Check(suite.Words.ContainsKey(Template.ListOf(word)), $"{at} {{{word}}}", "unknown", "the name of a list of words");
            }

            switch (test.Kind)
            {
                case TestKind.Minimum:
                    faults.Check(test.Expect.Count > 0, $"{at} expect", 0, "at least one label");
                    break;
                case TestKind.Invariance when test.Swap is { } swap:
                    faults.Check(
                        test.Edit is null && test.Texts.All(text => Template.WordsOf(text).Contains(swap)),
                        $"{at} swap", swap, "a word of each of its texts, and no edit beside it");
                    break;
                case TestKind.Invariance:
                    faults.Check(test.Edit is not null, $"{at} edit", "missing", "given, or swap");
                    break;
                default:
                    faults.Check(test.Append.Count > 0 && test.Raises is not null, $"{at} append", test.Append.Count, "given, and raises");
                    break;
            }
        }

        return faults;
    }
}
