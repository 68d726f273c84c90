namespace TextClassify.Training.Behaviour;

/// <summary>Makes the texts of a test: the same ones on every machine, whatever other tests stand beside it.</summary>
internal static class Expansion
{
    // Draws before a template is taken to have no further text.
    private const int MostDraws = 20;

    public static IReadOnlyList<SuiteCase> Of(Suite suite, SuiteTest test)
    {
        var random = new Random(SeedOf(test.Name));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cases = new List<SuiteCase>();
        for (int draws = 0; cases.Count < test.Cases && draws < test.Cases * MostDraws; draws++)
        {
            string template = test.Texts[draws % test.Texts.Count];
            var filled = Draw(suite, template, random);
            string text = Template.Fill(template, place => filled[place]);

            // A case of exchanged words holds them all, so that another word of the list is the same case.
            string key = test.Swap is null ? text : Template.Fill(template, place => place == test.Swap ? "" : filled[place]);
            if (seen.Add(key))
            {
                cases.Add(new(text, [.. Changes(suite, test, template, filled, random)]));
            }
        }

        return cases;
    }

    private static IEnumerable<string> Changes(
        Suite suite, SuiteTest test, string template, Dictionary<string, string> filled, Random random)
    {
        string text = Template.Fill(template, place => filled[place]);
        return test switch
        {
            { Swap: { } swap } => suite.Words[Template.ListOf(swap)].Where(word => word != filled[swap])
                .Select(word => Template.Fill(template, place => place == swap ? word : filled[place])),
            { Edit: { } edit } => [TextEdits.Apply(edit, text, random)],
            _ => test.Append.Select(more => $"{text} {more}"),
        };
    }

    private static Dictionary<string, string> Draw(Suite suite, string template, Random random)
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string place in Template.WordsOf(template))
        {
            string list = Template.ListOf(place);
            var left = suite.Words[list]
                .Where(word => !filled.Any(pair => Template.ListOf(pair.Key) == list && pair.Value == word)).ToArray();
            filled[place] = left.Length > 0 ? left[random.Next(left.Length)] : suite.Words[list][0];
        }

        return filled;
    }

    /// <summary>FNV-1a (Fowler, Noll and Vo), since .NET's own hash of a string is another in every process.</summary>
    private static int SeedOf(string name)
    {
        uint hash = 2_166_136_261;
        foreach (char letter in name)
        {
            hash = (hash ^ letter) * 16_777_619;
        }

        return (int)(hash & int.MaxValue);
    }
}
