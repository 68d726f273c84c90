namespace TextClassify.Molecules;

/// <summary>
/// How the neighbours of a tetrahedral atom lie, looked at from the first: the others run against the clock or with it. The order is that
/// of the molecule's neighbours, an implied hydrogen before them.
/// </summary>
internal enum Handedness : byte
{
    None = 0,
    AgainstClock = 1,
    WithClock = 2,
}
