using TextClassify.Training.Augmenting.Texts;

namespace TextClassify.Training.Augmenting.Trials;

/// <summary>One way of training that a trial compares.</summary>
/// <param name="Name">In the table.</param>
/// <param name="Choice">Of edited texts; null for none.</param>
/// <param name="Freezes">Words with evidence stay.</param>
internal sealed record TrialArm(string Name, TextChoice? Choice, bool Freezes = true)
{
    /// <summary>The rows as they are.</summary>
    public static readonly TrialArm None = new("none", null);

    /// <summary>What all others are held against.</summary>
    public static readonly TrialArm Chosen = new("levenshtein", TextChoice.Levenshtein);

    /// <summary>What choosing must be better than.</summary>
    public static readonly TrialArm Random = new("random", TextChoice.Random);

    private static readonly TrialArm Eda = new("eda", TextChoice.Eda);
    private static readonly TrialArm Unfrozen = new("unfrozen", TextChoice.Levenshtein, Freezes: false);

    /// <summary>Always compared: the verdict is of these.</summary>
    public static readonly IReadOnlyList<TrialArm> Standard = [None, Random, Chosen];

    /// <summary>All there are, the chosen one last.</summary>
    public static readonly IReadOnlyList<TrialArm> All = [None, Eda, Random, Unfrozen, Chosen];

    /// <summary>The options of a training with it.</summary>
    public TextOptions Of(TextOptions options, int seed) => options with
    {
        Choice = Choice ?? options.Choice,
        Freeze = Freezes ? options.Freeze : 0,
        Seed = seed,
    };
}
