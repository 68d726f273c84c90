namespace TextClassify.Molecules;

internal enum BondOrder : byte
{
    Single = 1,
    Double = 2,
    Triple = 3,
    Quadruple = 4,
    Aromatic = 5,
}
