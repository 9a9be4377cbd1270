namespace RxOfctl.Protocol.Wire;

/// <summary>A record that keeps which of its forms it was decoded from. JSON carries it as <c>$form</c>.</summary>
internal interface IKeepsForm
{
    /// <summary>The form's number; kept for no version where the form is the one that is written by default.</summary>
    Kept<byte> Form { get; set; }
}
