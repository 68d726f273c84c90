namespace TextClassify.Molecules;

/// <summary>Between two atoms, in the order of the text.</summary>
internal readonly record struct Bond(int First, int Second, BondOrder Order)
{
    public int Other(int atom) => atom == First ? Second : First;
}

internal enum BondOrder : byte
{
    Single = 1,
    Double = 2,
    Triple = 3,
    Quadruple = 4,
    Aromatic = 5,
}
