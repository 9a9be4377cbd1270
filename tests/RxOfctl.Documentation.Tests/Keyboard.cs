namespace RxOfctl.Documentation.Tests;

/// <summary>A keyboard on which nothing is typed until the test says so.</summary>
internal sealed class Keyboard : TextReader
{
    private readonly ManualResetEventSlim _pressed = new();

    public void PressEnter() => _pressed.Set();

    public override string ReadLine()
    {
        _pressed.Wait();
        return "";
    }

    protected override void Dispose(bool disposing)
    {
        _pressed.Set();
        base.Dispose(disposing);
    }
}
