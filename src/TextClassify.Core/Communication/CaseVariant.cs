using System.Numerics;

namespace TextClassify.Communication;

/// <summary>Who takes part in a case and who hears whom; a bit a source, by its place in the case.</summary>
/// <param name="Rounds">Exchanges of messages.</param>
/// <param name="Present">Whose tokens speak in the merged answer.</param>
/// <param name="Hears">Of each source, whose messages reach it.</param>
public sealed record CaseVariant(int Rounds, uint Present, IReadOnlyList<uint> Hears)
{
    /// <summary>Messages that are sent.</summary>
    public int Messages
    {
        get
        {
            int messages = 0;
            foreach (uint heard in Hears)
            {
                messages += Rounds * BitOperations.PopCount(heard);
            }

            return messages;
        }
    }

    /// <summary>Everybody who is present hears everybody else.</summary>
    public static CaseVariant Full(int sources, int rounds)
    {
        uint all = (1u << sources) - 1;
        uint[] hears = new uint[sources];
        for (int source = 0; source < sources; source++)
        {
            hears[source] = all & ~(1u << source);
        }

        return new CaseVariant(rounds, all, hears);
    }

    /// <summary>Nobody hears anybody.</summary>
    public CaseVariant Silent() => this with { Rounds = 0, Hears = new uint[Hears.Count] };

    /// <summary>As if the source had not been sent.</summary>
    public CaseVariant Without(int source)
    {
        uint others = ~(1u << source);
        uint[] hears = [.. Hears];
        foreach (ref uint heard in hears.AsSpan())
        {
            heard &= others;
        }

        hears[source] = 0;
        return this with { Present = Present & others, Hears = hears };
    }

    /// <summary>One source's messages don't reach another.</summary>
    public CaseVariant WithoutEdge(int from, int to)
    {
        uint[] hears = [.. Hears];
        hears[to] &= ~(1u << from);
        return this with { Hears = hears };
    }

    /// <summary>Whether a source's tokens speak.</summary>
    public bool Has(int source) => (Present & (1u << source)) != 0;
}
