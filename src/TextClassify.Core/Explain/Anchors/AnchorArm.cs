namespace TextClassify.Explain.Anchors;

/// <summary>A rule and what was drawn under it: how often the model's label held while these players stayed.</summary>
/// <param name="rule">[P].</param>
/// <param name="size">Players in it.</param>
internal sealed class AnchorArm(bool[] rule, int size)
{
    public bool[] Rule => rule;

    public int Size => size;

    public int Draws { get; private set; }

    public int Hits { get; private set; }

    /// <summary>0 without draws.</summary>
    public double Precision => Draws == 0 ? 0 : (double)Hits / Draws;

    public void Count(bool hit)
    {
        Draws++;
        Hits += hit ? 1 : 0;
    }

    /// <summary>The rule with one more player.</summary>
    public AnchorArm With(int player)
    {
        bool[] larger = [.. rule];
        larger[player] = true;
        return new AnchorArm(larger, size + 1);
    }
}
