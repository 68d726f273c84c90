namespace TextClassify.Molecules;

/// <summary>Whether the first neighbours at the two ends of a double bond lie on one side of it.</summary>
internal enum BondSides : byte
{
    None = 0,
    Same = 1,
    Opposite = 2,
}
